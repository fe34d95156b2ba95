import { migrate } from '../../db/migrate';

void migrate(process.argv[2] ?? '');
