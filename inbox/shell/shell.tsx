import { Suspense, useDeferredValue } from 'react';
import { Route, useRoute, useSearchParams } from 'wouter';
import type { Me } from '../../api/contract/sign-in';
import { ConversationPage } from '../conversation/conversation-page';
import { Keyboard } from '../keyboard/keyboard';
import { ListPane } from '../search/list-pane';
import { useFoundMessage } from '../search/use-words';
import { useLive } from '../server/live';
import { Notifier } from '../notify/notifier';
import { ReplySender } from '../server/reply-sender';
import { FILTERS, type Filter } from '../server/filters';
import { LazySettings } from '../settings/lazy-settings';
import { ConnectionBanner } from './connection-banner';
import { LoadingPage } from './loading-page';
import { NothingOpen } from './nothing-open';
import { Rail } from './rail';
import classes from './shell.module.css';
import { useTitle } from './use-title';

/** The rail, the list, and what is open. On a phone one of the last two at a time. */
export function Shell({ me }: { me: Me }) {
  const connection = useLive();
  const filter = useFilter();
  const [isSettings] = useRoute('/settings/*?');
  const [isOpen, opened] = useRoute('/conversations/:id');
  const openId = isOpen ? opened.id : null;
  // To draw a conversation takes several frames: what was chosen is marked in the list before that, and marked at once.
  const shown = { id: useDeferredValue(openId), found: useDeferredValue(useFoundMessage()) };
  const shownId = openId === null ? null : shown.id;
  useTitle();
  return (
    <div className={classes['shell']}>
      <ReplySender teammateId={me.id} />
      <Notifier teammateId={me.id} />
      <ConnectionBanner connection={connection} />
      <Keyboard filter={filter} openId={openId} />
      <Rail me={me} filter={isSettings ? null : filter} />
      {isSettings ? (
        <Route path="/settings/:part?">
          {({ part }) => (
            <Suspense fallback={<LoadingPage />}>
              <LazySettings me={me} part={part} />
            </Suspense>
          )}
        </Route>
      ) : (
        <>
          {/* One element for both, so that opening and going back keep the list as it was scrolled. */}
          <div
            className={classes['list']}
            role={shownId === null ? 'main' : 'complementary'}
            aria-label={shownId === null ? undefined : 'List'}
            data-behind={shownId === null ? undefined : true}
          >
            <ListPane filter={filter} openId={openId} />
          </div>
          {shownId === null ? (
            <section className={classes['open']} aria-label="Conversation" data-behind>
              <NothingOpen />
            </section>
          ) : (
            <main className={classes['open']}>
              <ConversationPage key={shownId} id={shownId} found={shown.found} me={me} filter={filter} />
            </main>
          )}
        </>
      )}
    </div>
  );
}

/** Which list is shown stands in the address, so that going back and a reload keep it. */
function useFilter(): Filter {
  const [search] = useSearchParams();
  const asked = search.get('filter');
  return FILTERS.find((filter) => filter === asked) ?? 'waiting';
}
