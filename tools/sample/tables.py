"""Fixed vocabularies: the genres, countries and languages of the raw schema, and how each source names them."""

GENRES = {
    "Action": 28, "Adventure": 12, "Animation": 16, "Comedy": 35, "Crime": 80, "Documentary": 99, "Drama": 18,
    "Family": 10751, "Fantasy": 14, "Foreign": 10769, "History": 36, "Horror": 27, "Music": 10402, "Mystery": 9648,
    "Romance": 10749, "Science Fiction": 878, "TV Movie": 10770, "Thriller": 53, "War": 10752, "Western": 37,
}

# Genres that another source spells in its own way; names not listed here are the same in all.
GENRE_NAMES = {
    "Sci-Fi": ["Science Fiction"], "Musical": ["Music"], "Children": ["Family"],
    "Thriller/Suspense": ["Thriller"], "Romantic Comedy": ["Romance", "Comedy"], "Black Comedy": ["Comedy"],
    "Concert/Performance": ["Music"],
}

# Words that are no genre of the raw schema but say something: they become keywords.
KEYWORDS = {
    "Biography": "biography", "Sport": "sport", "Musical": "musical", "Film-Noir": "film noir",
    "Romantic Comedy": "romantic comedy", "Black Comedy": "black comedy", "Concert/Performance": "concert film",
    "Historical Fiction": "historical fiction", "Super Hero": "superhero", "Kids Fiction": "kids fiction",
    "Dramatization": "dramatization", "Based on Book/Short Story": "based on book",
    "Based on Factual Book/Article": "based on factual book", "Based on Magazine Article": "based on article",
    "Based on Real Life Events": "based on true events", "Based on TV": "based on tv series",
    "Based on Comic/Graphic Novel": "based on comic", "Based on Play": "based on play",
    "Based on Game": "based on game", "Based on Musical/Opera": "based on musical",
    "Based on Short Film": "based on short film", "Based on Toy": "based on toy",
    "Traditional/Legend/Fairytale": "fairy tale or legend", "Remake": "remake", "Spin-Off": "spin off",
    "Disney Ride": "based on theme park ride",
}

COUNTRIES = {
    "Afghanistan": "AF", "Albania": "AL", "Algeria": "DZ", "Argentina": "AR", "Armenia": "AM", "Australia": "AU",
    "Austria": "AT", "Bangladesh": "BD", "Belarus": "BY", "Belgium": "BE", "Bolivia": "BO",
    "Bosnia and Herzegovina": "BA", "Botswana": "BW", "Brazil": "BR", "Bulgaria": "BG", "Burkina Faso": "BF",
    "Cambodia": "KH", "Cameroon": "CM", "Canada": "CA", "Chad": "TD", "Chile": "CL", "Colombia": "CO",
    "Croatia": "HR", "Cuba": "CU", "Cyprus": "CY", "Czech Republic": "CZ", "Czechoslovakia": "XC",
    "Democratic Republic of the Congo": "CD", "Denmark": "DK", "Dominican Republic": "DO", "Ecuador": "EC",
    "Egypt": "EG", "Eritrea": "ER", "Estonia": "EE", "Ethiopia": "ET", "Finland": "FI", "France": "FR",
    "Georgia": "GE", "Germany": "DE", "Ghana": "GH", "Greece": "GR", "Guatemala": "GT", "Hong Kong": "HK",
    "Hungary": "HU", "Iceland": "IS", "India": "IN", "Indonesia": "ID", "Iran": "IR", "Iraq": "IQ",
    "Ireland": "IE", "Israel": "IL", "Italy": "IT", "Ivory Coast": "CI", "Jamaica": "JM", "Japan": "JP",
    "Jordan": "JO", "Kazakhstan": "KZ", "Kenya": "KE", "Kosovo": "XK", "Kyrgyzstan": "KG", "Laos": "LA",
    "Latvia": "LV", "Lebanon": "LB", "Liechtenstein": "LI", "Lithuania": "LT", "Luxembourg": "LU",
    "Malaysia": "MY", "Mali": "ML", "Malta": "MT", "Mauritania": "MR", "Mexico": "MX", "Monaco": "MC",
    "Mongolia": "MN", "Morocco": "MA", "Nepal": "NP", "Netherlands": "NL", "New Zealand": "NZ", "Nigeria": "NG",
    "North Macedonia": "MK", "Norway": "NO", "Pakistan": "PK", "Palestine": "PS", "Panama": "PA",
    "Papua New Guinea": "PG", "Paraguay": "PY", "People's Republic of China": "CN", "Peru": "PE",
    "Philippines": "PH", "Poland": "PL", "Portugal": "PT", "Qatar": "QA", "Romania": "RO", "Russia": "RU",
    "Rwanda": "RW", "Saudi Arabia": "SA", "Senegal": "SN", "Serbia": "RS", "Serbia and Montenegro": "CS",
    "Singapore": "SG", "Slovakia": "SK", "Slovenia": "SI", "South Africa": "ZA", "South Korea": "KR",
    "Soviet Union": "SU", "Spain": "ES", "Sweden": "SE", "Switzerland": "CH", "Syria": "SY", "Taiwan": "TW",
    "Tajikistan": "TJ", "Tanzania": "TZ", "Thailand": "TH", "The Bahamas": "BS", "Tunisia": "TN", "Turkey": "TR",
    "Ukraine": "UA", "United Arab Emirates": "AE", "United Kingdom": "GB", "United States": "US", "Uruguay": "UY",
    "Venezuela": "VE", "Vietnam": "VN", "Yemen": "YE", "Yugoslavia": "YU",
    # Other names of the same, and states of the past under the code that the raw schema gives them.
    "British Hong Kong": "HK", "Federal Republic of Yugoslavia": "YU", "Georgian SSR": "SU",
    "Kingdom of Great Britain": "GB", "Kingdom of Italy": "IT", "Kingdom of the Netherlands": "NL",
    "Occupied Palestinian territory": "PS", "Republic of China": "TW",
    "Socialist Federal Republic of Yugoslavia": "YU", "Taiwan Island": "TW", "Wales": "GB", "West Germany": "DE",
}
COUNTRY_NAMES = {
    "US": "United States of America", "CN": "China", "GB": "United Kingdom", "HK": "Hong Kong", "PS": "Palestine",
    "YU": "Yugoslavia", "SU": "Soviet Union", "DE": "Germany", "TW": "Taiwan", "IT": "Italy", "NL": "Netherlands",
    "MK": "Macedonia", "BS": "Bahamas", "CI": "Cote D'Ivoire", "CD": "Congo", "CS": "Serbia and Montenegro",
}

# English name: (code, own name).
LANGUAGES = {
    "Afrikaans": ("af", "Afrikaans"), "Albanian": ("sq", "shqip"), "Amharic": ("am", "አማርኛ"),
    "Arabic": ("ar", "العربية"), "Armenian": ("hy", "Հայերեն"), "Azerbaijani": ("az", "Azərbaycan"),
    "Bambara": ("bm", "Bamanankan"), "Bangla": ("bn", "বাংলা"), "Basque": ("eu", "euskera"),
    "Belarusian": ("be", "беларуская мова"), "Bosnian": ("bs", "Bosanski"), "Bulgarian": ("bg", "български език"),
    "Burmese": ("my", "မြန်မာ"), "Cantonese": ("cn", "广州话 / 廣州話"), "Catalan": ("ca", "Català"),
    "Chechen": ("ce", "Нохчийн"), "Croatian": ("hr", "Hrvatski"), "Czech": ("cs", "Český"),
    "Danish": ("da", "Dansk"), "Dutch": ("nl", "Nederlands"), "English": ("en", "English"),
    "Esperanto": ("eo", "Esperanto"), "Estonian": ("et", "Eesti"), "Finnish": ("fi", "suomi"),
    "French": ("fr", "Français"), "Galician": ("gl", "Galego"), "Georgian": ("ka", "ქართული"),
    "German": ("de", "Deutsch"), "Greek": ("el", "ελληνικά"), "Guarani": ("gn", "Avañe'ẽ"),
    "Gujarati": ("gu", "ગુજરાતી"), "Hawaiian": ("haw", "ʻŌlelo Hawaiʻi"), "Hebrew": ("he", "עִבְרִית"),
    "Hindi": ("hi", "हिन्दी"), "Hungarian": ("hu", "Magyar"), "Icelandic": ("is", "Íslenska"),
    "Indonesian": ("id", "Bahasa indonesia"), "Inuktitut": ("iu", "ᐃᓄᒃᑎᑐᑦ"), "Irish": ("ga", "Gaeilge"),
    "Italian": ("it", "Italiano"), "Japanese": ("ja", "日本語"), "Kashmiri": ("ks", "कश्मीरी"),
    "Kazakh": ("kk", "қазақ"), "Khmer": ("km", "ខ្មែរ"), "Kinyarwanda": ("rw", "Kinyarwanda"),
    "Korean": ("ko", "한국어/조선말"), "Kurdish language": ("ku", "Kurdî"), "Kyrgyz": ("ky", "Кыргызча"),
    "Lao": ("lo", "ລາວ"), "Latin": ("la", "Latin"), "Latvian": ("lv", "Latviešu"), "Lingala": ("ln", "Lingála"),
    "Lithuanian": ("lt", "Lietuvių"), "Luganda": ("lg", "Luganda"), "Macedonian": ("mk", "Македонски"),
    "Malay": ("ms", "Bahasa melayu"), "Malayalam": ("ml", "മലയാളം"), "Maltese": ("mt", "Malti"),
    "Mandarin": ("zh", "普通话"), "Marathi": ("mr", "मराठी"), "Mongolian": ("mn", "Монгол"),
    "Māori": ("mi", "Māori"), "Navajo": ("nv", "Diné bizaad"), "Nepali": ("ne", "नेपाली"),
    "Northern Sami": ("se", "Davvisámegiella"), "Norwegian": ("no", "Norsk"), "Occitan": ("oc", "Occitan"),
    "Pashto": ("ps", "پښتو"), "Persian": ("fa", "فارسی"), "Polish": ("pl", "Polski"),
    "Portuguese": ("pt", "Português"), "Punjabi": ("pa", "ਪੰਜਾਬੀ"), "Quechua": ("qu", "Runa Simi"),
    "Romanian": ("ro", "Română"), "Russian": ("ru", "Pусский"), "Samoan": ("sm", "Gagana Samoa"),
    "Scottish Gaelic": ("gd", "Gàidhlig"), "Serbian": ("sr", "Srpski"), "Serbo-Croatian": ("sh", "Srpskohrvatski"),
    "Slovak": ("sk", "Slovenčina"), "Slovene": ("sl", "Slovenščina"), "Somali": ("so", "Somali"),
    "Spanish": ("es", "Español"), "Swahili": ("sw", "Kiswahili"), "Swedish": ("sv", "svenska"),
    "Tagalog": ("tl", "Tagalog"), "Tajik": ("tg", "Тоҷикӣ"), "Tamil": ("ta", "தமிழ்"), "Tatar": ("tt", "Татарча"),
    "Telugu": ("te", "తెలుగు"), "Thai": ("th", "ภาษาไทย"), "Tibetan": ("bo", "བོད་སྐད"),
    "Turkish": ("tr", "Türkçe"), "Ukrainian": ("uk", "Український"), "Urdu": ("ur", "اردو"),
    "Vietnamese": ("vi", "Tiếng Việt"), "Welsh": ("cy", "Cymraeg"), "Wolof": ("wo", "Wolof"),
    "Xhosa": ("xh", "isiXhosa"), "Yiddish": ("yi", "ייִדיש"), "Yoruba": ("yo", "Yorùbá"), "Zulu": ("zu", "isiZulu"),
}
for _other, _same in {
    "American English": "English", "Australian English": "English", "Aboriginal English": "English",
    "Quebec French": "French", "Brazilian Portuguese": "Portuguese", "Flemish Dutch": "Dutch",
    "Modern Greek": "Greek", "Modern Hebrew": "Hebrew", "Egyptian Arabic": "Arabic", "Moroccan Arabic": "Arabic",
    "Classical Arabic": "Arabic", "Dari": "Persian", "Filipino": "Tagalog", "Standard Chinese": "Mandarin",
    "Chinese": "Mandarin", "Putonghua": "Mandarin", "Standard Taiwanese Mandarin": "Mandarin",
    "Yue Chinese": "Cantonese", "Swiss German": "German",
}.items():
    LANGUAGES[_other] = LANGUAGES[_same]

# The chief language of film-making countries: with several languages listed, it tells the original one.
HOME_LANGUAGE = {
    "US": "en", "GB": "en", "AU": "en", "NZ": "en", "IE": "en", "FR": "fr", "DE": "de", "AT": "de", "IT": "it",
    "ES": "es", "MX": "es", "AR": "es", "CL": "es", "CO": "es", "CU": "es", "PE": "es", "UY": "es", "VE": "es",
    "BR": "pt", "PT": "pt", "JP": "ja", "KR": "ko", "CN": "zh", "TW": "zh", "HK": "cn", "RU": "ru", "SU": "ru",
    "SE": "sv", "DK": "da", "NO": "no", "FI": "fi", "IS": "is", "NL": "nl", "PL": "pl", "CZ": "cs", "HU": "hu",
    "RO": "ro", "GR": "el", "TR": "tr", "IR": "fa", "IL": "he", "TH": "th",
}
