import { Button, TextInput } from '@mantine/core';
import { TbCheck, TbNote } from 'react-icons/tb';
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import type { Conversation } from '../../api/contract/conversation';
import { useMe } from '../server/me';
import { useTeammates } from '../server/teammates';
import classes from './assign-choices.module.css';
import { findTeammates } from './find-teammates';

interface AssignChoicesProps {
  conversation: Conversation;
  onAssign: (teammateId: string) => void;
  /** They want to tell something with it. */
  onNote: () => void;
}

/** Everybody who may get the conversation: a few letters and Enter, or one click. */
export function AssignChoices({ conversation: { assignee }, onAssign, onNote }: AssignChoicesProps) {
  const { data: teammates = [] } = useTeammates();
  const { data: me } = useMe();
  const [typed, setTyped] = useState('');
  // Nobody until something says who: Enter alone gives nothing away.
  const [chosen, setChosen] = useState(-1);
  const listId = useId();
  const list = useRef<HTMLUListElement>(null);
  const found = findTeammates(teammates, typed).toSorted((one, other) => one.name.localeCompare(other.name));
  const move = (step: number) => {
    const next = chosen < 0 && step < 0 ? found.length - 1 : (chosen + step + found.length) % Math.max(1, found.length);
    setChosen(next);
    list.current?.children[next]?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const enter = () => {
      const teammate = found[chosen];
      if (teammate !== undefined) onAssign(teammate.id);
    };
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else if (event.key === 'Enter') enter();
    else return;
    event.preventDefault();
  };
  return (
    <>
      <p className={classes['told']}>Who gets it is mailed at once</p>
      <TextInput
        data-autofocus
        role="combobox"
        aria-label="Assign to"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={found[chosen] === undefined ? undefined : `${listId}-${chosen}`}
        aria-autocomplete="list"
        autoComplete="off"
        placeholder="Type a name"
        maxLength={100}
        value={typed}
        onChange={({ currentTarget: { value } }) => {
          setTyped(value);
          setChosen(value.trim() === '' ? -1 : 0);
        }}
        onKeyDown={onKeyDown}
      />
      <ul className={classes['list']} ref={list} id={listId} role="listbox" aria-label="Teammates" tabIndex={-1}>
        {found.map(({ id, name, role }, index) => (
          <li
            key={id}
            id={`${listId}-${index}`}
            className={classes['choice']}
            role="option"
            aria-selected={index === chosen}
            onClick={() => onAssign(id)}
          >
            <span className="one-line">
              {id === me?.id ? `${name} (you)` : name}
              {role === 'owner' ? ' · owner' : ''}
            </span>
            {id === assignee?.id && <TbCheck size={16} aria-label="assigned" />}
          </li>
        ))}
      </ul>
      <p className={found.length === 0 ? classes['told'] : 'unseen'} role="status">
        {typed.trim() !== '' && (found.length === 0 ? 'Nobody has this name.' : `${found.length} found`)}
      </p>
      <Button
        className={classes['note'] ?? ''}
        variant="subtle"
        color="gray"
        justify="flex-start"
        fullWidth
        leftSection={<TbNote size={16} />}
        onClick={onNote}
      >
        With a note …
      </Button>
    </>
  );
}
