import { Button, Text, Textarea } from '@mantine/core';
import type { Teammate } from '../../api/contract/teammate';
import { useSaveHandoffSettings } from '../server/settings';
import { fieldErrors } from './field-errors';
import { Form } from './form';
import { publicNameOf } from './public-name';
import { Save } from './save';
import { Section } from './section';
import { tellDone } from './tell';
import { useUnsaved } from './use-unsaved';

const LIMIT = 1_000;

interface ReassuranceFormProps {
  me: { id: string };
  reassurance: string | null;
  teammates: readonly Teammate[];
}

/** The owner's own words for a customer who is handed over. */
export function ReassuranceForm({ me, reassurance, teammates }: ReassuranceFormProps) {
  const stored = { words: reassurance ?? '' };
  const { fields, isChanged, change, forget } = useUnsaved(
    { teammateId: me.id, key: 'reassurance' },
    stored,
    stored.words,
  );
  const { mutate, isPending, error } = useSaveHandoffSettings();
  const { at, rest } = fieldErrors(error, ['reassurance']);
  const example = teammates.find(({ isLastResort }) => isLastResort) ?? teammates[0];
  const words = fields.words.trim();
  return (
    <Section
      title="What customers are told"
      text="A customer who is handed over is told at once that a person will answer, in their own language. Your words, if there are any, are used instead, in every language."
    >
      <Form
        error={error}
        isSaving={isPending}
        onSubmit={() =>
          mutate(
            { reassurance: words === '' ? null : words },
            {
              onSuccess: () => {
                forget();
                tellDone(words === '' ? 'Saved. Customers read Baton’s words.' : 'Saved. Customers read your words.');
              },
            },
          )
        }
      >
        <Textarea
          label="Your words (optional)"
          description="{teammate} becomes the first name of whoever will answer."
          placeholder="Empty: Baton’s own words"
          autosize
          minRows={2}
          maxRows={8}
          maxLength={LIMIT}
          value={fields.words}
          error={at.reassurance}
          onChange={(event) => change({ words: event.currentTarget.value })}
        />
        {words !== '' && example !== undefined && (
          <Text size="sm" c="var(--faint)" className="foreign">
            Customers read: “{words.replaceAll('{teammate}', publicNameOf(example))}”
          </Text>
        )}
        <Save words="Save" isSaving={isPending} isChanged={isChanged} error={rest}>
          {isChanged && (
            <Button variant="subtle" color="gray" onClick={forget}>
              Discard
            </Button>
          )}
        </Save>
      </Form>
    </Section>
  );
}
