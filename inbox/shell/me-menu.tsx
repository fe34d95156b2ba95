import { Menu, useMantineColorScheme } from '@mantine/core';
import { TbBook2, TbDeviceDesktop, TbKeyboard, TbLogout, TbMoon, TbSun } from 'react-icons/tb';
import type { Me } from '../../api/contract/sign-in';
import { showOverlay } from '../keyboard/overlays';
import { useSignOut } from '../server/me';

const SCHEMES = [
  { value: 'auto', words: 'Like this device', SchemeIcon: TbDeviceDesktop },
  { value: 'light', words: 'Light', SchemeIcon: TbSun },
  { value: 'dark', words: 'Dark', SchemeIcon: TbMoon },
] as const;

/** What belongs to whoever is signed in. */
export function MeMenu({ me }: { me: Me }) {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { mutate: signOut } = useSignOut();
  return (
    <Menu.Dropdown>
      <Menu.Label>
        {me.email}
        {me.role === 'owner' ? ' · owner' : ''}
      </Menu.Label>
      {SCHEMES.map(({ value, words, SchemeIcon }) => (
        <Menu.Item
          key={value}
          leftSection={<SchemeIcon size={16} />}
          role="menuitemradio"
          aria-checked={colorScheme === value}
          fw={colorScheme === value ? 650 : undefined}
          onClick={() => setColorScheme(value)}
        >
          {words}
        </Menu.Item>
      ))}
      <Menu.Divider />
      <Menu.Item leftSection={<TbKeyboard size={16} />} onClick={() => showOverlay('help')}>
        Keyboard
      </Menu.Item>
      <Menu.Item component="a" href="/api/docs" target="_blank" leftSection={<TbBook2 size={16} />}>
        API
      </Menu.Item>
      <Menu.Item leftSection={<TbLogout size={16} />} onClick={() => signOut('here')}>
        Sign out
      </Menu.Item>
      <Menu.Item leftSection={<TbLogout size={16} />} onClick={() => signOut('everywhere')}>
        Sign out everywhere
      </Menu.Item>
    </Menu.Dropdown>
  );
}
