import type { HandoffSettings } from '../../api/contract/settings';
import type { Teammate } from '../../api/contract/teammate';
import { Section } from './section';

/** What the owner decided, for whoever cannot change it. */
export function PolicyWords({
  settings: { policy, reassurance },
  teammates,
}: {
  settings: HandoffSettings;
  teammates: readonly Teammate[];
}) {
  const fixed = policy.kind === 'fixed' ? teammates.find(({ id }) => id === policy.teammateId)?.name : undefined;
  const words = {
    on_call: 'Whoever is on call; the owner when nobody is.',
    fixed: `Always ${fixed ?? 'somebody who is no longer in the team'}.`,
    owner: 'The owner.',
  };
  return (
    <>
      <Section title="Who receives handoffs">
        <span className="foreign">{words[policy.kind]}</span>
      </Section>
      <Section title="What customers are told">
        <span className="foreign">{reassurance ?? 'Baton’s own words, in the customer’s language.'}</span>
      </Section>
    </>
  );
}
