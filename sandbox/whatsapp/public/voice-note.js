import { el, icon } from './dom.js';

const clock = (seconds) =>
  Number.isFinite(seconds)
    ? `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`
    : '0:00';

/** A player in the manner of a phone: button, bar, time. */
export function voiceNote(source) {
  const audio = el('audio', { src: source, preload: 'metadata' });
  const button = el('button', { class: 'play', 'aria-label': 'Play the voice note' }, icon('play'));
  const bar = el('progress', { max: '1', value: '0', 'aria-label': 'Position' });
  const time = el('span', { class: 'length' }, '0:00');
  const draw = () => {
    bar.value = audio.duration ? audio.currentTime / audio.duration : 0;
    time.textContent = clock(audio.paused && audio.currentTime === 0 ? audio.duration : audio.currentTime);
    button.replaceChildren(icon(audio.paused ? 'play' : 'pause'));
    button.setAttribute('aria-label', audio.paused ? 'Play the voice note' : 'Pause');
  };
  button.addEventListener('click', () => void (audio.paused ? audio.play().catch(() => undefined) : audio.pause()));
  for (const event of ['loadedmetadata', 'timeupdate', 'play', 'pause', 'ended']) audio.addEventListener(event, draw);
  return el('div', { class: 'voice' }, button, bar, time, audio);
}
