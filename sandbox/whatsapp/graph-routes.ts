import { type Request, type RequestHandler, Router } from 'express';
import type { Answer } from '../faults/answer';
import { type Exchange, exchange, type ExchangeContext } from '../http/exchange';
import { parseJsonObject } from '../http/json-object';
import { acceptUpload } from './accept-upload';
import { graphError } from './graph-error';
import type { MediaAddresses } from './media-address';
import { seenIn } from './seen-in';
import { presentTemplate } from './templates';
import type { World } from './world';

export interface GraphRoutesOptions {
  accessToken: string;
  acceptMessage: (exchange: Exchange) => Answer;
  addresses: MediaAddresses;
  /** Where webhooks go now. */
  webhookUrl: () => string | undefined;
}

/** Routes as the log and the faults name them. */
export type GraphRoute =
  | 'messages'
  | 'read'
  | 'media'
  | 'media_lookup'
  | 'media_file'
  | 'phone_number'
  | 'subscribed_apps'
  | 'templates'
  | 'unknown';

/** The Graph API under `/{version}/`, and the media files it points to. */
export function graphRoutes(
  world: World,
  context: ExchangeContext,
  options: GraphRoutesOptions,
): { graph: Router; files: RequestHandler } {
  const { phoneNumberId, accountId } = world.business;

  /** Every request is logged and meets its faults; then the token is checked, then the object's id. */
  const on =
    (
      route: GraphRoute | ((req: Request, raw: Buffer) => GraphRoute),
      id: string | null,
      accept: (exchange: Exchange) => Answer | Promise<Answer>,
    ): RequestHandler =>
    async (req, res) => {
      await exchange(
        context,
        req,
        res,
        (raw) => ({ ...seenIn(parseJsonObject(raw)), route: typeof route === 'string' ? route : route(req, raw) }),
        (received) => {
          if (req.headers.authorization !== `Bearer ${options.accessToken}`)
            return graphError(190, 'The access token is missing or not valid.');
          if (id !== null && idIn(req) !== id) return missing(idIn(req));
          return accept(received);
        },
      );
    };
  const isReceipt = (_req: Request, raw: Buffer): GraphRoute =>
    'status' in parseJsonObject(raw) ? 'read' : 'messages';

  const lookUp = ({ req }: Exchange): Answer => {
    const id = idIn(req);
    if (id === phoneNumberId) return { status: 200, body: phoneNumber(world) };
    const file = world.media.find(id);
    if (file === undefined) return missing(id);
    const path = options.addresses.pathOf(id, world.clock.nowMs() + world.timings.mediaUrlMs);
    return {
      status: 200,
      body: {
        messaging_product: 'whatsapp',
        id,
        url: `http://${req.headers.host ?? ''}${path}`,
        mime_type: file.mimeType,
        sha256: file.sha256.hex,
        file_size: String(file.size),
      },
    };
  };
  const subscribed = (): Answer => ({
    status: 200,
    body: {
      data: world.settings.subscribed
        ? [
            {
              whatsapp_business_api_data: {
                id: '100000000000001',
                name: world.business.name,
                link: options.webhookUrl() ?? '',
              },
            },
          ]
        : [],
    },
  });

  const graph = Router();
  graph.post('/:id/messages', on(isReceipt, phoneNumberId, options.acceptMessage));
  graph.post(
    '/:id/media',
    on('media', phoneNumberId, (received) => acceptUpload(world, received)),
  );
  graph.get('/:id/subscribed_apps', on('subscribed_apps', accountId, subscribed));
  graph.post(
    '/:id/subscribed_apps',
    on('subscribed_apps', accountId, () => {
      world.settings.subscribed = true;
      return { status: 200, body: { success: true } };
    }),
  );
  graph.get(
    '/:id/message_templates',
    on('templates', accountId, () => ({
      status: 200,
      body: { data: world.templates.map(presentTemplate), paging: {} },
    })),
  );
  graph.get(
    '/:id',
    on((req) => (idIn(req) === phoneNumberId ? 'phone_number' : 'media_lookup'), null, lookUp),
  );
  graph.delete(
    '/:id',
    on('media', null, ({ req }) => {
      const id = idIn(req);
      return world.media.remove(id) ? { status: 200, body: { success: true } } : missing(id);
    }),
  );
  graph.use(on('unknown', null, ({ req }) => missing(req.path)));

  const files = on('media_file', null, ({ req }) => {
    const id = idIn(req);
    const query = { expires: textOf(req.query['expires']), signature: textOf(req.query['signature']) };
    const found = world.media.find(id);
    if (found === undefined || !options.addresses.isValid(id, query, world.clock.nowMs()))
      return graphError(100, 'The address has expired.', { status: 404 });
    return { status: 200, body: world.media.bytes(id), headers: { 'content-type': found.mimeType } };
  });
  return { graph, files };
}

const idIn = (req: Request): string => textOf(req.params['id']);

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Graph's answer for an object that is not there or not ours. */
function missing(id: string): Answer {
  return graphError(
    100,
    `Unsupported request. Object with ID '${id}' does not exist or cannot be loaded due to missing permissions.`,
    { subcode: 33 },
  );
}

function phoneNumber({ business, settings }: World): Record<string, unknown> {
  return {
    id: business.phoneNumberId,
    display_phone_number: `+${business.number}`,
    verified_name: business.name,
    quality_rating: settings.number.quality,
    status: settings.number.status,
    code_verification_status: 'VERIFIED',
    platform_type: 'CLOUD_API',
    throughput: { level: 'STANDARD' },
  };
}
