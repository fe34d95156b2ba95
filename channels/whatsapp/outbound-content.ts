/** A file: one we uploaded, or an address WhatsApp fetches it from. */
type OutboundFile = { id: string } | { link: string };

/** What can be sent. Lengths are WhatsApp's: longer content is refused before it is sent. */
export type OutboundContent =
  | { kind: 'text'; text: string; previewUrl?: boolean }
  | { kind: 'buttons'; text: string; buttons: readonly { id: string; title: string }[] }
  | { kind: 'list'; text: string; button: string; sections: readonly ListSection[] }
  | { kind: 'template'; name: string; language: string; components?: readonly Record<string, unknown>[] }
  | { kind: 'image' | 'video'; file: OutboundFile; caption?: string }
  | { kind: 'audio'; file: OutboundFile }
  | { kind: 'document'; file: OutboundFile; caption?: string; filename?: string };

interface ListSection {
  title?: string;
  rows: readonly { id: string; title: string; description?: string }[];
}

/** `type` and the body of that type, as `POST /messages` takes them. */
export function toWire(content: OutboundContent): Record<string, unknown> {
  switch (content.kind) {
    case 'text':
      return { type: 'text', text: { body: content.text, preview_url: content.previewUrl ?? false } };
    case 'buttons': {
      const buttons = content.buttons.map(({ id, title }) => ({ type: 'reply', reply: { id, title } }));
      return {
        type: 'interactive',
        interactive: { type: 'button', body: { text: content.text }, action: { buttons } },
      };
    }
    case 'list': {
      const action = { button: content.button, sections: content.sections };
      return { type: 'interactive', interactive: { type: 'list', body: { text: content.text }, action } };
    }
    case 'template': {
      const { name, language, components } = content;
      return { type: 'template', template: { name, language: { code: language }, ...(components && { components }) } };
    }
    case 'image':
    case 'video':
    case 'audio':
    case 'document': {
      const { kind, file, ...described } = content;
      return { type: kind, [kind]: { ...file, ...described } };
    }
  }
}

/**
 * Whether WhatsApp would take this content. Checked here, because some limits are answered with the same code 100 as a
 * defect, and a cut sentence is worse than a refused one.
 * Source: WhatsApp Cloud API reference, "Messages" (limits per type).
 */
export function fitsLimits(content: OutboundContent): boolean {
  switch (content.kind) {
    case 'text':
      return isBetween(1, content.text.length, 4096);
    case 'buttons':
      return (
        isBetween(1, content.text.length, 1024) &&
        isBetween(1, content.buttons.length, 3) &&
        content.buttons.every(({ id, title }) => isBetween(1, id.length, 256) && isBetween(1, title.length, 20))
      );
    case 'list': {
      const rows = content.sections.flatMap((section) => section.rows);
      return (
        isBetween(1, content.text.length, 4096) &&
        isBetween(1, content.button.length, 20) &&
        isBetween(1, content.sections.length, 10) &&
        content.sections.every(({ title = '' }) => title.length <= 24) &&
        isBetween(1, rows.length, 10) &&
        rows.every(
          ({ id, title, description = '' }) =>
            isBetween(1, id.length, 200) && isBetween(1, title.length, 24) && description.length <= 72,
        )
      );
    }
    case 'template':
      return content.name !== '' && content.language !== '';
    case 'audio':
      return true;
    case 'image':
    case 'video':
    case 'document':
      return (content.caption ?? '').length <= 1024;
  }
}

function isBetween(least: number, value: number, most: number): boolean {
  return value >= least && value <= most;
}
