import { Button } from '@mantine/core';
import { TbUserPlus } from 'react-icons/tb';
import { useState } from 'react';
import type { Me } from '../../api/contract/sign-in';
import type { Teammate } from '../../api/contract/teammate';
import { useTeammates } from '../server/teammates';
import { DeactivateTeammate } from './deactivate-teammate';
import { OnlyOwners } from './only-owners';
import { PartPage } from './part-page';
import { Reading } from './reading';
import { SignInLink } from './sign-in-link';
import classes from './team-part.module.css';
import { TeammateForm } from './teammate-form';
import { TeammateRow } from './teammate-row';

type Open = { kind: 'invite' } | { kind: 'change' | 'link' | 'deactivate'; teammate: Teammate };

/** Everybody who answers customers; owners invite, change and deactivate them. */
export function TeamPart({ me }: { me: Me }) {
  const team = useTeammates();
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const isOwner = me.role === 'owner';
  return (
    <PartPage
      title="Team"
      text="Everybody who answers customers."
      action={
        isOwner && (
          <Button leftSection={<TbUserPlus size={16} aria-hidden />} onClick={() => setOpen({ kind: 'invite' })}>
            Invite a teammate
          </Button>
        )
      }
    >
      {!isOwner && <OnlyOwners what="change the team" />}
      {team.data === undefined ? (
        <Reading queries={[team]} what="the team" />
      ) : (
        <ul className={classes['list']}>
          {team.data.toSorted(byName).map((teammate) => (
            <TeammateRow
              key={teammate.id}
              teammate={teammate}
              isMe={teammate.id === me.id}
              onOpen={isOwner ? (kind) => setOpen({ kind, teammate }) : null}
            />
          ))}
        </ul>
      )}
      {open?.kind === 'invite' && <TeammateForm teammate={null} onClose={close} />}
      {open?.kind === 'change' && <TeammateForm teammate={open.teammate} onClose={close} />}
      {open?.kind === 'link' && <SignInLink teammate={open.teammate} onClose={close} />}
      {open?.kind === 'deactivate' && <DeactivateTeammate teammate={open.teammate} onClose={close} />}
    </PartPage>
  );
}

function byName(one: Teammate, other: Teammate): number {
  return one.name.localeCompare(other.name);
}
