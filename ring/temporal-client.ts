import { Client, Connection } from '@temporalio/client';

export interface TemporalSettings {
  address: string;
  namespace: string;
  apiKey: string | null;
  tls: { serverName: string | null; ca: string | null; cert: string | null; key: string | null } | null;
}

export interface TemporalClient {
  /** The client, connected when first asked for; a failed connection is tried again at the next call. */
  get: () => Promise<Client>;
  close: () => Promise<void>;
}

/** A connection that is made when first needed, so that the api boots and accepts while Temporal is down. */
export function createTemporalClient(settings: TemporalSettings, connectTimeoutMs = 1_000): TemporalClient {
  let connecting: Promise<Connection> | null = null;

  const connect = () => {
    connecting ??= Connection.connect({ ...connectionOptions(settings), connectTimeout: connectTimeoutMs }).catch(
      (error: unknown) => {
        connecting = null;
        throw error;
      },
    );
    return connecting;
  };

  return {
    get: async () => new Client({ connection: await connect(), namespace: settings.namespace }),
    close: async () => {
      const connection = await connecting?.catch(() => null);
      await connection?.close();
    },
  };
}

/** Address and credentials as both the client and the worker's connection take them. */
export function connectionOptions({ address, apiKey, tls }: TemporalSettings) {
  return {
    address,
    ...(apiKey === null ? {} : { apiKey }),
    ...(tls === null
      ? {}
      : {
          tls: {
            ...(tls.serverName === null ? {} : { serverNameOverride: tls.serverName }),
            ...(tls.ca === null ? {} : { serverRootCACertificate: Buffer.from(tls.ca) }),
            ...(tls.cert === null || tls.key === null
              ? {}
              : { clientCertPair: { crt: Buffer.from(tls.cert), key: Buffer.from(tls.key) } }),
          },
        }),
  };
}
