import type { Phrases } from './shape';

export const indonesianPhrases: Phrases = {
  aiDisclosure: 'Saya asisten AI.',
  greeting: 'Halo! Ada yang bisa saya bantu?',
  thanks: 'Sama-sama! Ada lagi yang bisa saya bantu?',
  farewell: 'Sampai jumpa, semoga harinya menyenangkan!',
  acknowledgement: 'Baik. Silakan tulis kalau masih ada yang diperlukan.',
  didYouMean: 'Apakah maksud Anda salah satu dari ini?',
  offerPerson: 'Saya kurang yakin bisa menjawabnya. Mau saya teruskan ke seseorang di tim kami?',
  reassurance: {
    asked_for_person:
      'Tentu. Percakapan ini sudah saya teruskan ke {teammate}, yang akan membalas Anda di sini {when}.',
    upset:
      'Mohon maaf atas hal ini. Sudah saya teruskan ke {teammate}, yang akan memeriksanya dan membalas Anda di sini {when}.',
    cannot_resolve:
      'Saya tidak bisa menyelesaikannya sendiri, jadi saya teruskan ke {teammate}, yang akan membalas Anda di sini {when}.',
    agent_failed:
      'Maaf, ada kendala di pihak kami. {teammate} sudah menerima pesan Anda dan akan membalas di sini {when}.',
    default: 'Percakapan ini sudah saya teruskan ke {teammate}, yang akan membalas Anda di sini {when}.',
    self_harm:
      'Saya turut prihatin Anda merasa seperti ini, dan saya menanggapinya dengan serius. Saya memberi tahu {teammate} dari tim kami sekarang, yang akan membalas Anda di sini {when}. Jika Anda dalam bahaya, segera hubungi nomor darurat setempat. Anda juga bisa menemukan orang untuk diajak bicara di https://findahelpline.com',
  },
  when: { soon: 'secepatnya', withinMinutes: 'dalam {minutes} menit', from: 'mulai {time}' },
};
