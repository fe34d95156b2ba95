import { useLocation, useSearchParams } from 'wouter';
import { sentenceOf } from './server/problem';
import { useMe } from './server/me';
import { LoadingPage } from './shell/loading-page';
import { ProblemPage } from './shell/problem-page';
import { Shell } from './shell/shell';
import { SignInPage } from './sign-in/sign-in-page';

/** The page: a sign-in for strangers, the shared inbox for teammates. */
export function Inbox() {
  const { data: me, error, isPending, refetch } = useMe();
  const [path] = useLocation();
  const [search] = useSearchParams();
  if (isPending) return <LoadingPage />;
  if (error !== null && me === undefined)
    return <ProblemPage title="Baton cannot be reached" text={sentenceOf(error)} onRetry={() => void refetch()} />;
  const isSigningIn = path === '/sign-in';
  if (me === null || isSigningIn) return <SignInPage me={me} next={isSigningIn ? search.get('next') : path} />;
  return <Shell me={me} />;
}
