import { amountsIn } from '../../agent/amounts';

test.each<[string, number[]]>([
  ['250 €', [250]],
  ['€250', [250]],
  ['$1,250.00', [1250]],
  ['1.250,50 €', [1250.5]],
  ['R$ 300', [300]],
  ['1 250 €', [1250]],
  ["CHF 1'250.50", [1250.5]],
  ['250 TL', [250]],
  ['₺1.250', [1250]],
  ['Rp250.000', [250_000]],
  ['Rp 2,5 juta', [2_500_000]],
  ['300rb', [300_000]],
  ['٢٥٠ ريال', [250]],
  ['١٬٢٥٠٫٥٠ درهم', [1250.5]],
  ['₹1,00,000', [100_000]],
  ['२५० रुपये', [250]],
  ['2 lakh rupees', [200_000]],
  ['2 mil euros', [2000]],
  ['about 250', [250]],
  ['from 20 to 250 dollars', [20, 250]],
  ['10-300 €', [300]],
  ['300,00€', [300]],
  ['my order of 250', [250]],
])('%s is money', (text, values) => {
  expect(amountsIn(text).map(({ value }) => value)).toEqual(values);
});

test.each([
  'order 48213',
  'pedido nº 48213',
  'Bestellung 48213',
  '#48213',
  'AB-1234',
  'X250',
  '12:30',
  '24/12/2025',
  '24.12.2025',
  '30 %',
  '14 days',
  '14 Tage',
  'seit 2023',
  '+351966666601',
  '00351966666',
  '0351 966 666',
  'my order number is 48213',
  '0.300',
  'no number at all',
])('%s is none', (text) => {
  expect(amountsIn(text)).toEqual([]);
});

test('a sum keeps its place in the text, in any digits', () => {
  expect(amountsIn('أريد ٢٥٠ ريال')).toEqual([{ value: 250, start: 5, hasCurrency: true }]);
});
