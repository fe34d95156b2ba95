import { lazy } from 'react';
import { ProblemPage } from '../shell/problem-page';

/** The settings, read when they are first opened: the inbox's first page stays small. */
export const LazySettings = lazy(() =>
  import('./settings').then(
    ({ Settings }) => ({ default: Settings }),
    () => ({ default: SettingsMissing }),
  ),
);

/** No network, or a release that has other files since this page was opened: reading the page anew helps in both cases. */
function SettingsMissing() {
  return (
    <ProblemPage
      title="The settings cannot be loaded"
      text="Baton may have been renewed since you opened this page."
      onRetry={() => window.location.reload()}
    />
  );
}
