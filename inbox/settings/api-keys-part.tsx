import { Anchor, Button, Text } from '@mantine/core';
import { TbPlus } from 'react-icons/tb';
import { useState } from 'react';
import type { ApiKey } from '../../api/contract/api-key';
import type { Me } from '../../api/contract/sign-in';
import { useApiKeys } from '../server/api-keys';
import { ApiKeyList } from './api-key-list';
import { MakeApiKey } from './make-api-key';
import { Nothing } from './nothing';
import { OnlyOwners } from './only-owners';
import { PartPage } from './part-page';
import { Reading } from './reading';
import { RevokeApiKey } from './revoke-api-key';

const TEXT = 'Programs that work with Baton sign their requests with a key. A key acts as a teammate.';

/** Keys for programs: made, listed, revoked. */
export function ApiKeysPart({ me }: { me: Me }) {
  if (me.role === 'owner') return <Keys me={me} />;
  return (
    <PartPage title="API keys" text={TEXT}>
      <OnlyOwners what="see, make and revoke API keys" />
    </PartPage>
  );
}

function Keys({ me }: { me: Me }) {
  const keys = useApiKeys();
  const [isMaking, setIsMaking] = useState(false);
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  return (
    <PartPage
      title="API keys"
      text={TEXT}
      action={
        <Button leftSection={<TbPlus size={16} aria-hidden />} onClick={() => setIsMaking(true)}>
          Make a key
        </Button>
      }
    >
      {keys.data === undefined ? (
        <Reading queries={[keys]} what="the API keys" />
      ) : keys.data.length === 0 ? (
        <Nothing title="No keys yet">Make one for each program, so that each can be revoked by itself.</Nothing>
      ) : (
        <ApiKeyList keys={keys.data} onRevoke={setRevoking} />
      )}
      <Text size="sm" c="var(--faint)">
        What keys can do is described in the{' '}
        <Anchor href="/api/docs" c="var(--link)" inherit underline="always">
          API’s documentation
        </Anchor>
        .
      </Text>
      {isMaking && <MakeApiKey me={me} onClose={() => setIsMaking(false)} />}
      {revoking !== null && <RevokeApiKey apiKey={revoking} onClose={() => setRevoking(null)} />}
    </PartPage>
  );
}
