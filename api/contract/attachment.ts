import { z } from 'zod';
import { ATTACHMENT_KINDS, ATTACHMENT_TYPES } from '../../domain/attachment';
import { id, line } from './fields';
import type { Operation } from './operation';

/** A file that was stored, to be sent with a message. One that nobody sends is forgotten after a week. */
export const Attachment = z
  .object({
    id,
    kind: z.enum(ATTACHMENT_KINDS),
    mimeType: z.string(),
    filename: z.string().nullable(),
    /** In bytes. */
    size: z.int(),
  })
  .meta({ id: 'Attachment' });

export type Attachment = z.output<typeof Attachment>;

/** What a customer sees a document called. */
export const AttachmentQuery = z.object({ filename: line(240).optional() });

export const ATTACHMENT_OPERATIONS: readonly Operation[] = [
  {
    method: 'post',
    path: '/api/conversations/{id}/attachments',
    tag: 'Messages',
    summary:
      'Store a file to be sent with a message: images up to 5 MB, video and audio up to 16 MB, documents up to 20 MB',
    access: 'teammate',
    query: AttachmentQuery,
    file: ATTACHMENT_TYPES,
    answer: { status: 201, schema: Attachment },
    refuses: ['not_found'],
  },
];
