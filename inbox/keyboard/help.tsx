import { Kbd, Switch } from '@mantine/core';
import { useState } from 'react';
import { Dialog } from '../settings/dialog';
import classes from './help.module.css';
import { useFocusBack } from './focus';
import { KEYS } from './keys';
import { areSingleKeysOn, switchSingleKeys } from './single-keys';

/** Every key, and the switch for them. */
export function Help({ onClose }: { onClose: () => void }) {
  useFocusBack();
  const [isOn, setIsOn] = useState(areSingleKeysOn);
  return (
    <Dialog title="Keyboard" onClose={onClose}>
      <Switch
        label="Single keys"
        description="Off for whoever dictates or uses a screen reader. Ctrl K works either way."
        checked={isOn}
        onChange={({ currentTarget: { checked } }) => {
          switchSingleKeys(checked);
          setIsOn(checked);
        }}
      />
      {KEYS.map(({ title, keys }) => (
        <section key={title} className={classes['group']}>
          <h3>{title}</h3>
          <dl>
            {keys.map(({ press, words }) => (
              <div key={press}>
                <dt>
                  {press.split(' ').map((key) => (
                    <Kbd key={key}>{key}</Kbd>
                  ))}
                </dt>
                <dd>{words}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  );
}
