import type { Phrases } from './shape';

// The name stands first and takes no ending, because Turkish endings follow the vowels of the name.
export const turkishPhrases: Phrases = {
  aiDisclosure: 'Ben bir yapay zekâ asistanıyım.',
  greeting: 'Merhaba! Size nasıl yardımcı olabilirim?',
  thanks: 'Rica ederim! Yardımcı olabileceğim başka bir konu var mı?',
  farewell: 'Hoşça kalın, iyi günler!',
  acknowledgement: 'Tamam. Başka bir şeye ihtiyacınız olursa yazmanız yeterli.',
  didYouMean: 'Bunlardan birini mi sormak istediniz?',
  offerPerson: 'Bunu yanıtlayabileceğimden emin değilim. Sizi ekibimizden birine aktarmamı ister misiniz?',
  reassurance: {
    asked_for_person: 'Elbette. Görüşmenizi ekibimize ilettim: {teammate} size buradan {when} yanıt verecek.',
    upset:
      'Yaşadıklarınız için üzgünüm. Konuyu ekibimize ilettim: {teammate} inceleyip size buradan {when} yanıt verecek.',
    cannot_resolve:
      'Bunu kendim çözemiyorum, bu yüzden ekibimize ilettim: {teammate} size buradan {when} yanıt verecek.',
    agent_failed:
      'Üzgünüz, bizden kaynaklanan bir sorun oluştu. Mesajlarınız ekibimizde: {teammate} size buradan {when} yanıt verecek.',
    default: 'Görüşmenizi ekibimize ilettim: {teammate} size buradan {when} yanıt verecek.',
    self_harm:
      'Böyle hissettiğiniz için çok üzgünüm ve bunu ciddiye alıyorum. Ekibimize şimdi haber veriyorum: {teammate} size buradan {when} yanıt verecek. Tehlikedeyseniz lütfen hemen bulunduğunuz yerdeki acil yardım numarasını arayın. Konuşabileceğiniz birini şurada da bulabilirsiniz: https://findahelpline.com',
  },
  when: { soon: 'en kısa sürede', withinMinutes: '{minutes} dakika içinde', from: '{time} itibarıyla' },
};
