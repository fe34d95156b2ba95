import { readdirSync, readFileSync } from 'node:fs';

export interface Usage {
  /** Seconds of processor time so far, of the process, its living descendants and those already waited for. */
  cpuS: number;
  /** Resident megabytes of the process and its living descendants; shared pages count once per process. */
  residentMb: number;
}

/** Linux counts in ticks of 10 ms and pages of 4 KiB on all that Baton runs on (`getconf CLK_TCK`, `getconf PAGESIZE`). */
const TICK_S = 0.01;
const PAGE_MB = 4096 / 1024 / 1024;

interface Stat {
  pid: number;
  parent: number;
  cpuS: number;
  residentMb: number;
}

/** What a process and all below it have used. Zero elsewhere than on Linux, where /proc is missing. */
export function usageOf(pid: number): Usage {
  const all = processes();
  const family = new Set([pid]);
  // Parents need not come first in /proc: as often as somebody is added.
  for (let before = 0; before < family.size;) {
    before = family.size;
    for (const each of all) if (family.has(each.parent)) family.add(each.pid);
  }
  const members = all.filter((each) => family.has(each.pid));
  const sum = (of: (stat: Stat) => number) => members.reduce((total, each) => total + of(each), 0);
  return { cpuS: sum(({ cpuS }) => cpuS), residentMb: sum(({ residentMb }) => residentMb) };
}

function processes(): Stat[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        // Field 2 (the name) may itself contain blanks and parentheses: count the fields behind its last parenthesis.
        const fields = stat
          .slice(stat.lastIndexOf(')') + 2)
          .split(' ')
          .map(Number);
        const [, parent = 0] = fields;
        const ticks = fields.slice(11, 15).reduce((total, each) => total + each, 0);
        return [{ pid: Number(name), parent, cpuS: ticks * TICK_S, residentMb: (fields[21] ?? 0) * PAGE_MB }];
      } catch {
        return []; // ended meanwhile
      }
    });
}
