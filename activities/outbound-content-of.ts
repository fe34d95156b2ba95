import { z } from 'zod';
import type { OutboundContent } from '../channels/whatsapp/outbound-content';
import type { Media } from '../db/media';
import type { ClaimedMessage } from '../transactions/claim-outbound';
import { uploadedId } from './upload-attachment';

const Choices = z.array(z.object({ id: z.string(), title: z.string() }));
const Buttons = z.object({ buttons: Choices });
const Rows = z.array(z.object({ id: z.string(), title: z.string(), description: z.string().exactOptional() }));
const List = z.object({ button: z.string(), rows: Rows });
const Template = z.object({
  name: z.string(),
  language: z.string(),
  components: z.array(z.record(z.string(), z.unknown())),
});

/** What is sent of a claimed message; null while WhatsApp has not got its file. */
export function outboundContentOf(message: ClaimedMessage, file: Media | null): OutboundContent | null {
  const { payload } = message;
  const text = message.text ?? '';
  switch (message.kind) {
    case 'text':
      return { kind: 'text', text };
    case 'buttons':
      return { kind: 'buttons', text, ...Buttons.parse(payload) };
    case 'list': {
      const { button, rows } = List.parse(payload);
      return { kind: 'list', text, button, sections: [{ rows }] };
    }
    case 'template': {
      const { name, language, components } = Template.parse(payload);
      return { kind: 'template', name, language, ...(components.length === 0 ? {} : { components }) };
    }
    case 'image':
    case 'video':
    case 'audio':
    case 'document': {
      const id = file === null ? null : uploadedId(file);
      if (id === null) return null;
      const caption = text === '' ? {} : { caption: text };
      const filename = file?.filename == null ? {} : { filename: file.filename };
      if (message.kind === 'audio') return { kind: 'audio', file: { id } };
      return message.kind === 'document'
        ? { kind: 'document', file: { id }, ...caption, ...filename }
        : { kind: message.kind, file: { id }, ...caption };
    }
  }
}
