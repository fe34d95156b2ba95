import { Anchor } from '@mantine/core';

/** As the end of a location's text has them, after its name and address if it bears any. */
const COORDINATES = /(-?\d+(?:\.\d+)?), (-?\d+(?:\.\d+)?)\)?$/;

/** Leads from a customer's location to a map; nothing is asked of it before the click. */
export function MapLink({ text }: { text: string }) {
  const [, latitude, longitude] = COORDINATES.exec(text) ?? [];
  if (latitude === undefined || longitude === undefined) return null;
  return (
    <Anchor
      href={`https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`}
      target="_blank"
      rel="noopener noreferrer"
      size="sm"
      c="inherit"
      underline="always"
    >
      Show on a map
    </Anchor>
  );
}
