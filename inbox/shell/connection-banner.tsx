import { useEffect, useState } from 'react';
import type { Connection } from '../server/live';
import classes from './connection-banner.module.css';

/** A restart of the server or a moment without network is over before anybody needs to know. */
const PATIENCE_MS = 2_000;

/** Says when what is shown may be old, and that nothing written is lost. */
export function ConnectionBanner({ connection }: { connection: Connection }) {
  const [isLate, setIsLate] = useState(false);
  useEffect(() => {
    if (connection === 'live') return undefined;
    const timer = setTimeout(() => setIsLate(true), PATIENCE_MS);
    return () => {
      clearTimeout(timer);
      setIsLate(false);
    };
  }, [connection]);
  return (
    <div className={classes['place']} role="status">
      {isLate && (
        <div className={classes['banner']}>
          Reconnecting. What you see may be a moment old; what you write is kept and sent.
        </div>
      )}
    </div>
  );
}
