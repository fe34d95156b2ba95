import { Switch, Text } from '@mantine/core';
import type { Me } from '../../api/contract/sign-in';
import { useSaveHandoffSettings } from '../server/settings';
import { Complaint } from '../sign-in/complaint';
import { publicNameOf } from './public-name';
import { Section } from './section';
import { tellDone } from './tell';

/** Whether customers read whose words they get. Saved at once: there is nothing to think over. */
export function NameSwitch({ me, isOn }: { me: Me; isOn: boolean }) {
  const { mutate, isPending, error, variables } = useSaveHandoffSettings();
  const isShownOn = isPending ? (variables.opensWithName ?? isOn) : isOn;
  return (
    <Section title="Whose words they are">
      <Switch
        label="Begin with the teammate’s public first name"
        description="The first message of a person, and the first after somebody else wrote. Templates stay as they are."
        checked={isShownOn}
        aria-busy={isPending}
        onChange={({ currentTarget }) => {
          const opensWithName = currentTarget.checked;
          mutate(
            { opensWithName },
            {
              onSuccess: () =>
                tellDone(opensWithName ? 'Customers read first names.' : 'Customers read no names from now on.'),
            },
          );
        }}
      />
      {isShownOn && (
        <Text size="sm" c="var(--faint)" mt="xs" className="foreign">
          From you customers read: “<strong>{publicNameOf(me)}:</strong> Your parcel leaves today.”
        </Text>
      )}
      <Complaint error={error} />
    </Section>
  );
}
