import { Button, Stack, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import { Section } from '../settings/section';
import { keepNotifyChoice, readNotifyChoices, type NotifyChoices } from './notify-choices';
import { playSound } from './play-sound';

/** Asks before the browser does, with a reason: a browser that was refused once never asks again. */
export function NotifySection() {
  const [choices, setChoices] = useState(readNotifyChoices);
  const [permission, setPermission] = useState(() => ('Notification' in window ? Notification.permission : 'missing'));
  const choose = (choice: keyof NotifyChoices, isOn: boolean) => {
    keepNotifyChoice(choice, isOn);
    setChoices((known) => ({ ...known, [choice]: isOn }));
  };
  const turnOn = async () => {
    const answer = await Notification.requestPermission();
    setPermission(answer);
    if (answer === 'granted') choose('isOn', true);
  };
  const isOn = choices.isOn && permission === 'granted';
  return (
    <Section
      title="Notifications"
      text="While Baton is open in another tab, this browser tells you when a conversation is handed to you and when a customer answers you."
    >
      <Stack gap="sm" align="flex-start">
        {permission === 'missing' && <Text size="sm">This browser has no notifications.</Text>}
        {permission === 'denied' && (
          <Text size="sm" role="status">
            This browser blocks notifications from Baton. You can allow them in its settings for this page.
          </Text>
        )}
        {isOn ? (
          <Button variant="default" onClick={() => choose('isOn', false)}>
            Turn notifications off
          </Button>
        ) : (
          (permission === 'default' || permission === 'granted') && (
            <Button onClick={() => void turnOn()}>Turn notifications on</Button>
          )
        )}
        {isOn && (
          <Switch
            label="Show the customer’s name"
            description="Others may see your screen. What customers write is never shown."
            checked={choices.showsNames}
            onChange={({ currentTarget: { checked } }) => choose('showsNames', checked)}
          />
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
