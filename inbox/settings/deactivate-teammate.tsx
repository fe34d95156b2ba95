import { Stack } from '@mantine/core';
import type { Teammate } from '../../api/contract/teammate';
import { useHandoffSettings, useOnCall } from '../server/settings';
import { useDeactivateTeammate } from '../server/team';
import { useTeammates } from '../server/teammates';
import { useNow } from '../words/use-now';
import { AskOnce } from './ask-once';
import { receiverOf } from './receiver';
import { tellDone } from './tell';

/** Asks once, and says who gets the conversations of whoever leaves. */
export function DeactivateTeammate({ teammate: { id, name }, onClose }: { teammate: Teammate; onClose: () => void }) {
  const { mutate, isPending, error } = useDeactivateTeammate();
  const { data: settings } = useHandoffSettings();
  const { data: onCall } = useOnCall();
  const { data: teammates = [] } = useTeammates();
  const now = useNow();
  const others = teammates.filter((other) => other.id !== id);
  const next =
    settings === undefined || onCall === undefined
      ? undefined
      : receiverOf(settings.policy, onCall, others, now).teammate;
  return (
    <AskOnce
      title={`Deactivate ${name}?`}
      words="Deactivate"
      isDoing={isPending}
      error={error}
      onClose={onClose}
      onDo={() =>
        mutate(id, {
          onSuccess: () => {
            tellDone(`${name} is deactivated.`);
            onClose();
          },
        })
      }
    >
      <Stack gap="xs" className="foreign">
        <span>
          Open conversations that {name} has go to <strong>{next?.name ?? 'whom the handoff settings choose'}</strong>,
          who is mailed. No customer is left alone.
        </span>
        <span>
          {name} is signed out everywhere; links and API keys that act as {name} end at once.
        </span>
        <span>What {name} wrote stays in every history.</span>
      </Stack>
    </AskOnce>
  );
}
