import type { Me } from '../../api/contract/sign-in';
import { useHandoffSettings, useOnCall } from '../server/settings';
import { useTeammates } from '../server/teammates';
import { NameSwitch } from './name-switch';
import { OnCallForm } from './on-call-form';
import { OnlyOwners } from './only-owners';
import { PartPage } from './part-page';
import { PolicyForm } from './policy-form';
import { PolicyWords } from './policy-words';
import { Reading } from './reading';
import { ReassuranceForm } from './reassurance-form';
import { RightNow } from './right-now';

/** Who receives handoffs, who is on call, and what customers are told. */
export function HandoffsPart({ me }: { me: Me }) {
  const settings = useHandoffSettings();
  const onCall = useOnCall();
  const team = useTeammates();
  const isRead = settings.data !== undefined && onCall.data !== undefined && team.data !== undefined;
  return (
    <PartPage
      title="Handoffs"
      text="When the AI hands a customer to a person, this decides to whom, from the next one on."
    >
      {isRead ? (
        <>
          <RightNow me={me} settings={settings.data} onCall={onCall.data} teammates={team.data} />
          {me.role === 'owner' ? (
            <PolicyForm policy={settings.data.policy} onCall={onCall.data} teammates={team.data} />
          ) : (
            <>
              <OnlyOwners what="change who receives handoffs and what customers are told" />
              <PolicyWords settings={settings.data} teammates={team.data} />
            </>
          )}
          <OnCallForm onCall={onCall.data} teammates={team.data} policy={settings.data.policy} />
          {me.role === 'owner' && (
            <>
              <ReassuranceForm me={me} reassurance={settings.data.reassurance} teammates={team.data} />
              <NameSwitch me={me} isOn={settings.data.opensWithName} />
            </>
          )}
        </>
      ) : (
        <Reading queries={[settings, onCall, team]} what="who receives handoffs" />
      )}
    </PartPage>
  );
}
