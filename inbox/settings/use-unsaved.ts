import { useCallback, useState } from 'react';
import { keep, readKept } from '../server/kept';

interface Unsaved<Fields> {
  fields: Fields;
  /** What the fields were a change of, such as the moment it was stored at. */
  base: string;
}

/**
 * A form's fields: as edited, else as stored. What is not saved outlives a reload, under `key`, per teammate. The component that uses it
 * is keyed by `key`. `isOutdated`: what is stored has changed since the editing began.
 */
export function useUnsaved<Fields extends object>(
  { teammateId, key }: { teammateId: string; key: string },
  stored: Fields,
  base: string,
) {
  const keptKey = unsavedPrefix(teammateId) + key;
  const [unsaved, setUnsaved] = useState(() => parse<Fields>(readKept(keptKey)));
  const fields: Fields = { ...stored, ...unsaved?.fields };
  const write = useCallback(
    (edited: Unsaved<Fields> | null) => {
      setUnsaved(edited);
      keep(keptKey, edited === null ? null : JSON.stringify(edited));
    },
    [keptKey],
  );
  return {
    fields,
    isChanged: JSON.stringify(fields) !== JSON.stringify(stored),
    isOutdated: unsaved !== null && unsaved.base !== base,
    change: (change: Partial<Fields>) => write({ fields: { ...fields, ...change }, base: unsaved?.base ?? base }),
    /** Back to what is stored: after saving it, or instead. */
    forget: () => write(null),
  };
}

/** What a teammate's kept fields are all kept under. */
export function unsavedPrefix(teammateId: string): string {
  return `unsaved:${teammateId}:`;
}

function parse<Fields>(json: string | null): Unsaved<Fields> | null {
  try {
    return json === null ? null : (JSON.parse(json) as Unsaved<Fields>);
  } catch {
    return null;
  }
}
