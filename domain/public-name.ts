/** What customers call a teammate: the name chosen for them, else the first word of the name. */
export function publicNameOf({ name, publicName }: { name: string; publicName: string | null }): string {
  return publicName ?? name.trim().split(/\s+/u)[0] ?? name;
}
