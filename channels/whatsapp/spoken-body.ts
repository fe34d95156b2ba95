import { z } from 'zod';
import { lenient, looseNumber, presentText } from './wire-scalars';

export const LocationBody = z.looseObject({
  latitude: looseNumber,
  longitude: looseNumber,
  name: presentText,
  address: presentText,
});

/** `Hotel Sol, Calle Mayor 1 (40.4168, -3.7038)`; a live location has the coordinates alone. */
export function describeLocation({ name, address, latitude, longitude }: z.infer<typeof LocationBody>): string {
  const place = [name, address].filter((part) => part !== undefined).join(', ');
  const coordinates = `${latitude}, ${longitude}`;
  return place === '' ? coordinates : `${place} (${coordinates})`;
}

export const ContactsBody = z.array(
  z.looseObject({
    name: lenient(z.looseObject({ formatted_name: presentText })),
    phones: lenient(z.array(z.looseObject({ phone: presentText, wa_id: presentText }))),
    emails: lenient(z.array(z.looseObject({ email: presentText }))),
  }),
);

/** One line per shared contact: `Ana Perez, +34 600 111 222, ana@example.com`. */
export function describeContacts(contacts: z.infer<typeof ContactsBody>): string | null {
  const lines = contacts.map(({ name, phones = [], emails = [] }) =>
    [name?.formatted_name, ...phones.map(({ phone, wa_id }) => phone ?? wa_id), ...emails.map(({ email }) => email)]
      .filter((part) => part !== undefined)
      .join(', '),
  );
  return lines.filter((line) => line !== '').join('\n') || null;
}

export const OrderBody = z.looseObject({
  text: presentText,
  product_items: z.array(
    z.looseObject({
      product_retailer_id: presentText,
      quantity: lenient(looseNumber),
      item_price: lenient(looseNumber),
      currency: presentText,
    }),
  ),
});

/** The customer's note, then one line per product: `2 x SKU-7 at 9.5 EUR`. */
export function describeOrder({ text, product_items }: z.infer<typeof OrderBody>): string | null {
  const lines = product_items.map(({ product_retailer_id, quantity, item_price, currency }) => {
    const item = `${quantity ?? 1} x ${product_retailer_id ?? 'unknown product'}`;
    return item_price === undefined ? item : `${item} at ${[item_price, currency].filter(Boolean).join(' ')}`;
  });
  return [text, ...lines].filter((line) => line !== undefined).join('\n') || null;
}
