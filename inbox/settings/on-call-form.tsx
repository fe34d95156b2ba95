import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { HandoffSettings, OnCall } from '../../api/contract/settings';
import type { Teammate } from '../../api/contract/teammate';
import { useSaveOnCall } from '../server/settings';
import { useNow } from '../words/use-now';
import { fieldErrors } from './field-errors';
import { Form } from './form';
import { endInWords, momentOf, toField, usualEnds } from './on-call-until';
import { onCallAt } from './receiver';
import { Save } from './save';
import { Section } from './section';
import { tellDone } from './tell';

interface OnCallFormProps {
  onCall: OnCall;
  teammates: readonly Teammate[];
  policy: HandoffSettings['policy'];
}

/** Who is on call, and until when. Everybody may say so: shifts are swapped when no owner is there. */
export function OnCallForm({ onCall, teammates, policy }: OnCallFormProps) {
  const now = useNow();
  const current = onCallAt(onCall, teammates, now);
  const stored = { teammateId: current?.id ?? null, until: current === undefined ? '' : toField(onCall.until) };
  const [edited, setEdited] = useState<typeof stored | null>(null);
  const [isAsked, setIsAsked] = useState(false);
  const { mutate, isPending, error } = useSaveOnCall();
  const { teammateId, until } = edited ?? stored;
  const end = momentOf(until);
  const isOver = end !== null && Date.parse(end) <= now.getTime();
  const { at, rest } = fieldErrors(error, ['teammateId', 'until']);
  const change = (to: Partial<typeof stored>) => {
    setIsAsked(false);
    setEdited({ teammateId, until, ...to });
  };
  const save = () => {
    setIsAsked(true);
    if (isOver) return;
    const name = teammates.find(({ id }) => id === teammateId)?.name;
    mutate(
      { teammateId, until: teammateId === null ? null : end },
      {
        onSuccess: () => {
          setEdited(null);
          tellDone(
            name === undefined
              ? 'Saved. Nobody is on call.'
              : `Saved. ${name} is on call${end === null ? '' : ` until ${endInWords(end, now)}`}.`,
          );
        },
      },
    );
  };
  return (
    <Section
      title="On call"
      text={
        policy.kind === 'on_call'
          ? 'Anybody in the team may change this.'
          : 'Counts when “Whoever is on call” is chosen above. Anybody in the team may change this.'
      }
    >
      <Form error={error} isSaving={isPending} onSubmit={save}>
        <Group align="flex-start" gap="md">
          <Select
            flex="1 1 14rem"
            label="Who is on call"
            placeholder="Nobody"
            clearable
            clearButtonProps={{ 'aria-label': 'Nobody' }}
            data={teammates.map(({ id, name }) => ({ value: id, label: name }))}
            value={teammateId}
            error={at.teammateId}
            onChange={(chosen) => change({ teammateId: chosen })}
          />
          {teammateId !== null && (
            <TextInput
              flex="1 1 14rem"
              type="datetime-local"
              label="Until, in your time"
              value={until}
              error={isAsked && isOver ? 'This is in the past' : at.until}
              onChange={(event) => change({ until: event.currentTarget.value })}
            />
          )}
        </Group>
        {teammateId !== null && (
          <Stack gap={6}>
            <Group gap={6}>
              {usualEnds(now).map(({ words, at: end }) => (
                <Button key={words} size="compact-sm" variant="default" onClick={() => change({ until: toField(end) })}>
                  {words}
                </Button>
              ))}
              <Button size="compact-sm" variant="default" onClick={() => change({ until: '' })}>
                No end
              </Button>
            </Group>
            <Text size="sm" c="var(--faint)">
              {end === null ? 'Without an end, until somebody changes it.' : 'After that, handoffs go to the owner.'}
            </Text>
          </Stack>
        )}
        <Save words="Save" isSaving={isPending} isChanged={edited !== null} error={rest} />
      </Form>
    </Section>
  );
}
