import type { Baton } from '../support/baton';
import { conversationRun } from '../support/histories';

/** What Temporal UI shows as the run's current details. */
export async function currentDetails(baton: Pick<Baton, 'temporal'>, conversationId: string): Promise<string> {
  const metadata = await conversationRun(baton, conversationId).query<{ currentDetails?: string }>(
    '__temporal_workflow_metadata',
  );
  return metadata.currentDetails ?? '';
}
