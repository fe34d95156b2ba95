import type { CSSProperties } from 'react';

const FONT = '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, Helvetica, Arial, sans-serif';

/** Inline, because several mail programs drop style sheets; so this alone must read well. */
export const style = {
  body: { margin: 0, padding: '24px 0', backgroundColor: '#f4f5f7', fontFamily: FONT },
  card: { maxWidth: '600px', padding: '28px', backgroundColor: '#ffffff', borderRadius: '12px' },
  business: { margin: 0, fontSize: '13px', lineHeight: '18px', color: '#5b6472' },
  title: { margin: '6px 0 12px', fontSize: '22px', lineHeight: '30px', fontWeight: 600, color: '#16191f' },
  text: { margin: '0 0 16px', fontSize: '15px', lineHeight: '23px', color: '#16191f' },
  label: { margin: '24px 0 6px', fontSize: '13px', lineHeight: '18px', fontWeight: 600, color: '#5b6472' },
  reason: { margin: 0, fontSize: '16px', lineHeight: '24px', fontWeight: 600, color: '#16191f' },
  quote: {
    margin: '8px 0 0',
    padding: '2px 0 2px 12px',
    borderLeft: '3px solid #1f7a5c',
    fontSize: '15px',
    lineHeight: '23px',
    color: '#16191f',
    overflowWrap: 'anywhere',
  },
  button: {
    margin: '24px 0 8px',
    padding: '13px 22px',
    borderRadius: '8px',
    backgroundColor: '#1f7a5c',
    color: '#ffffff',
    fontSize: '16px',
    fontWeight: 600,
    textDecoration: 'none',
  },
  address: { margin: 0, fontSize: '13px', lineHeight: '19px', color: '#5b6472', overflowWrap: 'anywhere' },
  addressLink: { color: '#5b6472', textDecoration: 'underline' },
  message: { margin: '0 0 8px', padding: '9px 12px', borderRadius: '8px', backgroundColor: '#f1f3f5' },
  answer: { margin: '0 0 8px', padding: '9px 12px', borderRadius: '8px', backgroundColor: '#e3f2ec' },
  author: { margin: 0, fontSize: '12px', lineHeight: '17px', color: '#4d5663' },
  said: { margin: '2px 0 0', fontSize: '15px', lineHeight: '22px', color: '#16191f', overflowWrap: 'anywhere' },
  code: { fontFamily: 'Consolas, Menlo, monospace', fontSize: '14px', whiteSpace: 'pre-wrap' },
  footer: { margin: '24px 0 0', fontSize: '12px', lineHeight: '18px', color: '#5b6472' },
} satisfies Record<string, CSSProperties>;

/** For mail programs that ask for dark colours; the others invert the light ones, which are picked to survive it. */
export const DARK_MODE = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .body, .body > table > tbody > tr > td { background-color: #14171c !important; }
  .card { background-color: #1e2229 !important; }
  .strong { color: #eef0f3 !important; }
  .soft, .soft a { color: #a9b1bd !important; }
  .message { background-color: #292e37 !important; }
  .answer { background-color: #1d3a30 !important; }
  .button { background-color: #23805f !important; }
}
@media (max-width: 480px) {
  .body, .body > table > tbody > tr > td { padding: 0 !important; }
  .card { padding: 20px !important; border-radius: 0 !important; }
  .button { display: block !important; text-align: center !important; }
}`;
