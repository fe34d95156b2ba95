import type { ApiKey } from '../../api/contract/api-key';
import { useRevokeApiKey } from '../server/api-keys';
import { AskOnce } from './ask-once';
import { tellDone } from './tell';

export function RevokeApiKey({ apiKey: { id, name }, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const { mutate, isPending, error } = useRevokeApiKey();
  return (
    <AskOnce
      title={`Revoke ${name}?`}
      words="Revoke"
      isDoing={isPending}
      error={error}
      onClose={onClose}
      onDo={() =>
        mutate(id, {
          onSuccess: () => {
            tellDone(`${name} is revoked.`);
            onClose();
          },
        })
      }
    >
      Every program that uses this key is refused from now on. A revoked key cannot be brought back.
    </AskOnce>
  );
}
