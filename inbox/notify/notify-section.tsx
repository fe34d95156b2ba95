import { Button, Stack, Switch, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Section } from '../settings/section';
import { keepNotifyChoice, readNotifyChoices, type NotifyChoices } from './notify-choices';
import { playSound } from './play-sound';
import { turnPushOff, turnPushOn } from './push';

/** How this browser is reached while no page is open. */
type Reach = 'asking' | 'push' | 'page only' | 'not now';

const REACH: Record<Reach, string> = {
  asking: 'Asking this browser’s push service …',
  push: 'This browser tells you also when Baton is closed, until you sign out here.',
  'page only': 'This browser tells you only while Baton is open in a tab: its push service does not take part.',
  'not now': 'This browser tells you while Baton is open in a tab. Reload the page to try again for when it is closed.',
};

/** Asks before the browser does, with a reason: a browser that was refused once never asks again. */
export function NotifySection({ teammateId }: { teammateId: string }) {
  const [choices, setChoices] = useState(() => readNotifyChoices(teammateId));
  const [permission, setPermission] = useState(() => ('Notification' in window ? Notification.permission : 'missing'));
  const choose = (choice: keyof NotifyChoices, isOn: boolean) => {
    keepNotifyChoice(teammateId, choice, isOn);
    setChoices((known) => ({ ...known, [choice]: isOn }));
  };
  const isOn = choices.isOn && permission === 'granted';
  const reach = useReach(isOn);
  const turnOn = async () => {
    const answer = await Notification.requestPermission();
    setPermission(answer);
    if (answer === 'granted') choose('isOn', true);
  };
  const turnOff = () => {
    choose('isOn', false);
    // The session's end ends it too.
    turnPushOff().catch(() => undefined);
  };
  return (
    <Section
      title="Notifications"
      text="While you look at something else, this browser tells you when a conversation is handed to you, a customer answers you or a colleague mentions you. It shows no names and nothing that customers write."
    >
      <Stack gap="sm" align="flex-start">
        {permission === 'missing' && (
          <Text size="sm">This browser has no notifications. On an iPhone, add Baton to the Home Screen first.</Text>
        )}
        {permission === 'denied' && (
          <Text size="sm" role="status">
            This browser blocks notifications from Baton. You can allow them in its settings for this page.
          </Text>
        )}
        {isOn ? (
          <>
            <Text size="sm" role="status">
              {REACH[reach]}
            </Text>
            <Button variant="default" onClick={turnOff}>
              Turn notifications off
            </Button>
            <Switch
              label="Show the customer’s name"
              description="While Baton is open in a tab. Others may see your screen."
              checked={choices.showsNames}
              onChange={({ currentTarget: { checked } }) => choose('showsNames', checked)}
            />
          </>
        ) : (
          (permission === 'default' || permission === 'granted') && (
            <Button onClick={() => void turnOn()}>Turn notifications on</Button>
          )
        )}
        <Switch
          label="Play a sound"
          checked={choices.hasSound}
          onChange={({ currentTarget: { checked } }) => {
            choose('hasSound', checked);
            if (checked) playSound();
          }}
        />
      </Stack>
    </Section>
  );
}

function useReach(isOn: boolean): Reach {
  const [reach, setReach] = useState<Reach>('asking');
  useEffect(() => {
    if (!isOn) return undefined;
    let isCurrent = true;
    const found = (next: Reach) => {
      if (isCurrent) setReach(next);
    };
    turnPushOn().then(
      (isPushed) => found(isPushed ? 'push' : 'page only'),
      () => found('not now'),
    );
    return () => {
      isCurrent = false;
      setReach('asking');
    };
  }, [isOn]);
  return reach;
}
