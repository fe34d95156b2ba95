import { Radio, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { HandoffSettings, OnCall } from '../../api/contract/settings';
import type { Teammate } from '../../api/contract/teammate';
import { useSaveHandoffSettings } from '../server/settings';
import { useNow } from '../words/use-now';
import { fieldErrors } from './field-errors';
import { Form } from './form';
import { receiverOf } from './receiver';
import { Save } from './save';
import { Section } from './section';
import { tellDone } from './tell';

type Policy = HandoffSettings['policy'];

interface PolicyFormProps {
  policy: Policy;
  onCall: OnCall;
  teammates: readonly Teammate[];
}

/** The owner's choice of who receives handoffs. */
export function PolicyForm({ policy, onCall, teammates }: PolicyFormProps) {
  const [edited, setEdited] = useState<{ kind: Policy['kind']; teammateId: string | null } | null>(null);
  const [isAsked, setIsAsked] = useState(false);
  const now = useNow();
  const { mutate, isPending, error } = useSaveHandoffSettings();
  const stored = { kind: policy.kind, teammateId: policy.kind === 'fixed' ? policy.teammateId : null };
  const { kind, teammateId } = edited ?? stored;
  const wanted = policyOf(kind, teammateId);
  const isChanged = kind !== stored.kind || (kind === 'fixed' && teammateId !== stored.teammateId);
  const { at, rest } = fieldErrors(error, ['policy.teammateId']);
  const next = wanted === null ? undefined : receiverOf(wanted, onCall, teammates, now).teammate;
  return (
    <Section title="Who receives handoffs">
      <Form
        error={error}
        isSaving={isPending}
        onSubmit={() => {
          setIsAsked(true);
          if (wanted === null) return;
          mutate(
            { policy: wanted },
            {
              onSuccess: () => {
                setEdited(null);
                tellDone(`Saved. Handoffs now go to ${next?.name ?? 'the owner'}.`);
              },
            },
          );
        }}
      >
        <Radio.Group
          aria-label="Who receives handoffs"
          value={kind}
          onChange={(chosen) => setEdited({ kind: chosen, teammateId })}
        >
          <Stack gap="sm">
            <Radio
              value="on_call"
              label="Whoever is on call"
              description="The person named below; the owner when nobody is named."
            />
            <Radio value="fixed" label="Always the same teammate" description="One person receives every handoff." />
            {kind === 'fixed' && (
              <Select
                ms={32}
                maw={320}
                label="Teammate"
                placeholder="Choose a teammate"
                required
                withAsterisk={false}
                allowDeselect={false}
                data={teammates.map(({ id, name }) => ({ value: id, label: name }))}
                value={teammateId}
                error={isAsked && teammateId === null ? 'Choose a teammate' : at['policy.teammateId']}
                onChange={(chosen) => setEdited({ kind, teammateId: chosen })}
              />
            )}
            <Radio
              value="owner"
              label="The owner"
              description={teammates.find(({ isLastResort }) => isLastResort)?.name}
            />
          </Stack>
        </Radio.Group>
        {isChanged && next !== undefined && (
          <Text size="sm" className="foreign">
            Once saved, handoffs go to <strong>{next.name}</strong>.
          </Text>
        )}
        <Save words="Save" isSaving={isPending} isChanged={isChanged} error={rest} />
      </Form>
    </Section>
  );
}

/** Null while a fixed teammate is wanted but not chosen. */
function policyOf(kind: Policy['kind'], teammateId: string | null): Policy | null {
  if (kind !== 'fixed') return { kind };
  return teammateId === null ? null : { kind, teammateId };
}
