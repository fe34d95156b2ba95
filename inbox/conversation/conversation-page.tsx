import { Alert, Button } from '@mantine/core';
import { memo, useEffect } from 'react';
import type { Me } from '../../api/contract/sign-in';
import { BlockedVoice } from '../blocking/blocked-voice';
import { WriteHere } from '../notes/write-here';
import { OwedStrip } from '../owed/owed-strip';
import { useBeat } from '../presence/use-presence';
import { WhoTypes } from '../presence/who-types';
import { useConversation } from '../server/conversations';
import type { Filter } from '../server/filters';
import { useHistory } from '../server/history';
import { Refused, sentenceOf } from '../server/problem';
import { useReplies } from '../server/replies';
import { useSeen } from '../server/seen';
import { takeFocus } from '../keyboard/focus';
import { LoadingPage } from '../shell/loading-page';
import { ProblemPage } from '../shell/problem-page';
import { WithWayBack } from './back-to-list';
import { Composer } from './composer';
import classes from './conversation-page.module.css';
import { Header } from './header';
import { HandoffCard } from './handoff-card';
import { History } from './history';
import { NextWaiting } from './next-waiting';
import { SaidNow } from './said-now';
import { Voice } from './voice';

interface ConversationPageProps {
  id: string;
  /** The message that a search led to. */
  found: string | null;
  me: Me;
  filter: Filter;
}

/**
 * One conversation: who answers, why a person is needed, everything that was said, and where to write. Drawn for what is its
 * own alone: not while another one is being chosen.
 */
export const ConversationPage = memo(function ConversationPage({ id, found, me, filter }: ConversationPageProps) {
  const { data: conversation, error, isPending, refetch } = useConversation(id);
  const history = useHistory(id, found);
  const replies = useReplies({ teammateId: me.id, conversationId: id });
  useSeen(id, history.hasNewer ? undefined : history.data);
  useReadAgainOnReturn(refetch);
  useBeat(conversation?.id ?? id);
  if (isPending || conversation === undefined)
    return (
      <WithWayBack filter={filter}>
        {isPending ? <LoadingPage /> : <Unreadable error={error} onRetry={() => void refetch()} />}
      </WithWayBack>
    );
  return (
    <article className={classes['page']} aria-label="Conversation" ref={takeFocus} tabIndex={-1}>
      <Header conversation={conversation} me={me} filter={filter} seenMessageId={history.data?.at(-1)?.id ?? null} />
      {conversation.handoff !== null && (
        <HandoffCard
          key={conversation.handoff.id}
          conversationId={id}
          handoff={conversation.handoff}
          isOpen={conversation.handler.kind === 'teammate'}
        />
      )}
      {history.error !== null && history.data === undefined ? (
        <div style={{ flex: 1 }}>
          <Alert m="md" color="red" title="The messages cannot be read" role="alert">
            {sentenceOf(history.error)}
            <Button display="block" size="xs" mt="sm" variant="default" onClick={history.refetch}>
              Try again
            </Button>
          </Alert>
        </div>
      ) : (
        <History conversation={conversation} history={history} found={found} replies={replies} />
      )}
      <SaidNow conversation={conversation} messages={history.hasNewer ? undefined : history.data} />
      <footer className={classes['foot']}>
        <NextWaiting conversation={conversation} />
        <OwedStrip conversation={conversation} me={me} messages={history.hasNewer ? undefined : history.data} />
        <WhoTypes conversationId={conversation.id} me={me} isUnseen={conversation.handler.kind === 'ai'} />
        <WriteHere conversationId={conversation.id} me={me}>
          {conversation.blocked === null ? (
            <>
              <Voice conversation={conversation} me={me} />
              <Composer conversation={conversation} me={me} onSend={replies.add} />
            </>
          ) : (
            <BlockedVoice conversationId={conversation.id} block={conversation.blocked} />
          )}
        </WriteHere>
      </footer>
    </article>
  );
});

function Unreadable({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  if (error instanceof Refused && error.status === 404)
    return (
      <ProblemPage
        title="There is no such conversation"
        text="The link may be incomplete, or the conversation was erased."
      />
    );
  return <ProblemPage title="The conversation cannot be read" text={sentenceOf(error)} onRetry={onRetry} />;
}

/** What was opened long ago may have changed while this page was not live. */
function useReadAgainOnReturn(refetch: () => unknown): void {
  useEffect(() => {
    void refetch();
  }, [refetch]);
}
