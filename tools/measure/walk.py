#!/usr/bin/env python3
"""Walks through the whole bot as people would, against a strict Bot API server, and tells what went wrong.

  walk.py --bot target/release/claqueta --index index --server 'strict_server --port {port} --token {token}' > transcript.txt
  walk.py … --only 'night|admin'               # some sections only

The server is any program that behaves like Telegram's and has these doors for tests: POST /_/inject (raw updates),
POST /_/say {chat,user,text,extra} (a message, as far as the privacy mode lets it through), GET /_/calls, GET /_/state
{pending,unanswered,commands}, POST /_/file?name=. The index is copied before the bot builds another. What is said goes to
stdout, findings to stderr; the exit code is their number. Only the standard library is used.

A finding is: a call that the server refused; a button that was not answered; a message outside of the chat that asked;
more than one message for one update in a group; no answer where one is due; an answer where silence is; an answer that
does not say what it should.
"""
import argparse, json, os, re, shlex, shutil, socket, subprocess, sys, tempfile, time, urllib.request

ap = argparse.ArgumentParser()
ap.add_argument('--bot', required=True)
ap.add_argument('--index', required=True)
ap.add_argument('--server', required=True, help='command with {port} and {token}')
ap.add_argument('--data', default='data', help='sources of the index that the admin builds')
ap.add_argument('--only', help='sections whose name holds this')
ap.add_argument('--outgoing', action='store_true', help='keep within what Telegram allows (slow)')
A = ap.parse_args()
TOKEN = '123456:TEST-walk-secret-secret-secret-secr'
US = 'cine_test_bot'
ANA, LUIS, EVA, ADMIN = 1001, 1002, 1003, 777
GROUP, FORUM = -100200, -100300
NAMES = {ANA: 'Ana', LUIS: 'Luis', EVA: 'Eva', ADMIN: 'Jefa'}
SPEAKS = ['sendmessage', 'sendphoto', 'senddocument', 'sendpoll', 'editmessagetext', 'editmessagecaption', 'editmessagemedia']
SENDS = ['sendmessage', 'sendphoto', 'senddocument', 'sendpoll']


def free_port():
    with socket.socket() as s:
        s.bind(('127.0.0.1', 0))
        return s.getsockname()[1]


class Walk:
    def __init__(self):
        self.port, self.side = free_port(), free_port()
        self.folder = tempfile.mkdtemp(prefix='claqueta-walk-')
        self.index, self.state = os.path.join(self.folder, 'index'), os.path.join(self.folder, 'state')
        shutil.copytree(A.index, self.index)
        self.server = subprocess.Popen(shlex.split(A.server.format(port=self.port, token=TOKEN)))
        self.findings, self.seen, self.handled, self.number, self.section, self.to_all = [], 0, 0, 5_000, '', 'no such text'
        self.wait(lambda: self.get('state') is not None, 'the server does not answer')
        self.start()

    def close(self):
        self.bot.terminate()
        code = self.bot.wait(15)
        if code != 0:
            self.find(f'the bot ended with {code}')
        self.server.terminate()
        log = open(os.path.join(self.folder, 'bot.log')).read()
        if TOKEN in log or TOKEN.split(':')[1] in log:
            self.find('the token is in the log')
        for line in log.splitlines():
            if ' ERROR ' in line or 'panicked' in line:
                self.find(f'the log says: {line}')
        shutil.rmtree(self.folder, ignore_errors=True)

    # The bot.
    def start(self):
        env = dict(os.environ, TELOXIDE_TOKEN=TOKEN, TELOXIDE_API_URL=f'http://127.0.0.1:{self.port}', CLAQUETA_PATHS__STATE=self.state,
                   CLAQUETA_TELEGRAM__ADMINS=f'[{ADMIN}]', CLAQUETA_TELEGRAM__LIMITS__OUTGOING=str(A.outgoing).lower(),
                   CLAQUETA_TELEGRAM__LIMITS__BURST='100000', CLAQUETA_LOG='warn,claqueta=debug')
        log = open(os.path.join(self.folder, 'bot.log'), 'a')
        self.bot = subprocess.Popen([A.bot, 'bot', '--index', self.index, '--data', A.data, '--addr', f'127.0.0.1:{self.side}'], env=env, stderr=log)
        self.handled = 0
        self.wait(lambda: self.counted() is not None, 'the bot does not start')

    def kill(self):
        self.bot.kill()
        self.bot.wait()

    def counted(self):
        """How many updates were handled; None while the bot does not listen."""
        try:
            text = urllib.request.urlopen(f'http://127.0.0.1:{self.side}/metrics', timeout=5).read().decode()
        except OSError:
            return None
        found = re.search(r'^claqueta_update_seconds_count (\d+)', text, re.M)
        return int(found.group(1)) if found else None

    # The server.
    def get(self, door):
        try:
            return json.load(urllib.request.urlopen(f'http://127.0.0.1:{self.port}/_/{door}', timeout=20))
        except OSError:
            return None

    def post(self, door, body):
        body = body if isinstance(body, bytes) else json.dumps(body).encode()
        request = urllib.request.Request(f'http://127.0.0.1:{self.port}/_/{door}', body, {'content-type': 'application/json'})
        return json.load(urllib.request.urlopen(request, timeout=20))

    def wait(self, ready, complaint, seconds=60):
        end = time.time() + seconds
        while not ready():
            if time.time() > end:
                self.find(complaint)
                return False
            time.sleep(0.01)
        return True

    def find(self, what):
        self.findings.append(what)
        print(f'FINDING [{self.section}] {what}', file=sys.stderr, flush=True)
        print(f'  !!! {what}')

    # What people do. Each returns the calls that followed.
    def settle(self, updates=1):
        self.handled += updates
        self.wait(lambda: (self.counted() or 0) >= self.handled, 'an update is not handled', 20)
        self.handled = self.counted() or 0
        return self.fresh()

    def fresh(self):
        calls = self.get('calls')
        new, self.seen = calls[self.seen:], len(calls)
        for call in new:
            if not call.get('ok'):
                self.find(f'refused: {call["method"]}: {call.get("error")}: {json.dumps(call["params"], ensure_ascii=False)[:300]}')
            if call.get('unmodelled'):
                print(f'  (not modelled by the server: {call["method"]})')
        return new

    def told(self, calls, chat, one=True):
        """Checks and prints what was said in `chat`."""
        said = [c for c in calls if c['method'] in SPEAKS and c['params'].get('text') != self.to_all]
        for call in said:
            if int(call['params'].get('chat_id', 0)) != chat:
                self.find(f'said outside of the chat {chat}: {call["params"]}')
            self.show(call)
        if one and len([c for c in said if c['method'] in SENDS]) > 1:
            self.find(f'{len(said)} messages for one update')
        return said

    def show(self, call):
        p = call['params']
        text = p.get('text') or p.get('caption') or p.get('question') or p.get('document') or p.get('photo') or ''
        print(f'  [{call["method"]}] ' + str(text).replace('\n', '\n      '))
        markup = p.get('reply_markup') or {}
        for row in markup.get('inline_keyboard', []):
            print('      ' + ' '.join(f'[{b["text"]} → {b.get("callback_data") or b.get("url")}]' for b in row))
        if markup.get('force_reply'):
            print(f'      (asks back: {markup.get("input_field_placeholder")})')

    def chat_of(self, chat):
        if chat > 0:
            return dict(id=chat, type='private', first_name=NAMES.get(chat, 'Ana'))
        kind = 'supergroup' if str(chat).startswith('-100') else 'group'
        return dict(id=chat, type=kind, title='Cine', **({'is_forum': True} if chat == FORUM else {}))

    def user(self, user, language='es'):
        return dict(id=user, is_bot=False, first_name=NAMES.get(user, 'Ana'), language_code=language)

    def say(self, text, chat=ANA, user=None, says=None, silent=False, one=None, **extra):
        """Somebody writes; `says` is what the answer must say (an expression), `silent` that there must be none."""
        user = user or (chat if chat > 0 else ANA)
        print(f'\n{NAMES.get(user, user)} in {chat}: {text}')
        sent = self.post('say', dict(chat=self.chat_of(chat), user=self.user(user, extra.pop('language', 'es')), text=text, extra=extra))
        if not sent['delivered']:
            print('  (not delivered: privacy mode)')
            if not silent:
                self.find('not delivered')
            return []
        if sent['update'] is None:
            print('  (not asked for)')
            return []
        said = self.told(self.settle(), chat, one=chat < 0 if one is None else one)
        self.check(said, says, silent)
        if chat < 0 and said and said[0]['method'] in SENDS:
            reply = said[0]['params'].get('reply_parameters') or {}
            if reply.get('message_id') != sent['message']['message_id']:
                self.find('the answer is not threaded to the question')
        return said

    def check(self, said, says, silent):
        if silent and said:
            self.find('an answer where silence is due')
        if not silent and not said:
            self.find('no answer')
        text = '\n'.join(str(c['params'].get('text') or c['params'].get('caption') or c['params'].get('question') or '') for c in said)
        if says and not re.search(says, text, re.I):
            self.find(f'does not say /{says}/')
        if not silent and re.search(r'None|null|NaN|\bSome\(|#\d+ ?\(|panick', text):
            self.find('silly text')

    def push(self, kind, content, chat=None, says=None, silent=False, said_in=None):
        """Any update; `chat` is where the answer belongs."""
        print(f'\n({kind}) {json.dumps(content, ensure_ascii=False)[:200]}')
        ids = self.post('inject', {kind: content})
        if ids[0] is None:
            print('  (not asked for)')
            return []
        calls = self.settle()
        if chat is None:
            return calls
        said = self.told(calls, chat, one=True)
        self.check(said, says, silent)
        return said

    def next(self):
        self.number += 1
        return self.number

    def message(self, chat=ANA, user=None, **more):
        user = user or (chat if chat > 0 else ANA)
        return dict(dict(message_id=self.next(), date=int(time.time()), chat=self.chat_of(chat), **{'from': self.user(user)}), **more)

    def press(self, message, data, user=None, says=None, notice=None):
        """Somebody presses a button below a message of ours (the result of a call). `notice` is what pops up."""
        chat = message['chat']['id']
        user = user or (chat if chat > 0 else ANA)
        print(f'\n{NAMES.get(user, user)} in {chat} presses {data}')
        query = dict(id=f'q{self.next()}', chat_instance='1', message=message, data=data, **{'from': self.user(user)})
        self.post('inject', dict(callback_query=query))
        calls = self.settle()
        answers = [c for c in calls if c['method'] == 'answercallbackquery']
        if len(answers) != 1:
            self.find(f'{len(answers)} answers to a pressed button')
        popped = ' '.join(c['params'].get('text') or '' for c in answers)
        if popped:
            print(f'  (pops up: {popped})')
        said = self.told(calls, chat)
        if notice and not re.search(notice, popped, re.I):
            self.find(f'does not pop up /{notice}/')
        if says or not popped:
            self.check(said, says, False)
        return said

    def eventually(self, chat, says, seconds=90):
        """Waits until something is said in `chat` that is no answer to an update."""
        end, all_said = time.time() + seconds, []
        while time.time() < end:
            said = [c for c in self.fresh() if c['method'] in SPEAKS]
            all_said += said
            for call in said:
                self.show(call)
                if int(call['params'].get('chat_id', 0)) == chat and re.search(says, str(call['params'].get('text', '')), re.I):
                    return call
            time.sleep(0.2)
        self.find(f'nothing says /{says}/ in {chat}')
        return None

    def inline(self, text, offset='', user=ANA, **more):
        """Answers of inline mode: titles and the next offset."""
        print(f'\n@{US} {text!r} from {offset!r}')
        calls = self.push('inline_query', dict(id=f'i{self.next()}', query=text, offset=offset, **{'from': self.user(user)}, **more))
        answers = [c for c in calls if c['method'] == 'answerinlinequery']
        if len(answers) != 1:
            self.find(f'{len(answers)} answers to an inline query')
            return [], ''
        p = answers[0]['params']
        titles = [r.get('title') for r in p['results']]
        print('  ' + ' · '.join(map(str, titles[:8])) + f' ({len(titles)}; next {p.get("next_offset")!r}, kept {p.get("cache_time")} s, personal {p.get("is_personal")})')
        return titles, p.get('next_offset') or ''


def buttons(call):
    rows = (call['params'].get('reply_markup') or {}).get('inline_keyboard', [])
    return [b for row in rows for b in row]


def shown(call):
    """The message that a call made, to press buttons of or to reply to."""
    return call['result']


def data_of(call, beginning):
    found = [b['callback_data'] for b in buttons(call) if b.get('callback_data', '').startswith(beginning)]
    return found[0] if found else None


SECTIONS = []


def section(walk):
    SECTIONS.append(walk)
    return walk


ARGUMENTS = dict(recomendar='Toy Story', ficha='Toy Story', donde='Toy Story', buscar='Spielberg', reparto='Toy Story', filmografia='Tom Hanks',
                 descubrir='comedias de los 90', saga='Toy Story', cuantas='1995', grafico='comedias de los 90 por año', nube='', mes='enero', dia='lunes',
                 score='Toy Story', votos='Toy Story', actor='Tom Hanks', director='John Lasseter', duracion='2018 netflix min', puntajes='netflix 3.5 2019',
                 plataforma='netflix', repetido='netflix 2018', predecir='42 Toy Story', parami='terror de los 80', gustos='', puntuar='Toy Story 9',
                 visto='Coco', milista='', agregar='Coco', quitar='Coco', historial='', sobre='robots que aprenden a querer', entrenosotros='comedias',
                 meapunto='', mesalgo='', misdatos='', borrarme='', noche='', proponer='Coco', ayuda='', idioma='')


@section
def menus(w):
    time.sleep(1)
    w.fresh()
    for scope, language, commands in w.get('state')['commands']:
        print(scope, language or '(any)', ' '.join(c['command'] for c in commands))
        for c in commands:
            if c['command'] not in ARGUMENTS and json.loads(scope)['type'] != 'chat':
                w.find(f'the walk does not know /{c["command"]}')


def menu(w, scope):
    return [c['command'] for s, l, commands in w.get('state')['commands'] if json.loads(s)['type'] == scope and not l for c in commands]


@section
def commands_in_private(w):
    for i, name in enumerate(menu(w, 'all_private_chats')):
        chat = 20_000 + i
        with_argument = f'{name} {ARGUMENTS.get(name, "")}'.strip()
        for text in [f'/{name}', f'/{with_argument}', f'/{name.upper()}@{US}  \n {ARGUMENTS.get(name, "")}', f'/{name}@other_bot x']:
            silent = '@other' in text
            said = w.say(text, chat, silent=silent)
            if any('No conozco' in c['params'].get('text', '') for c in said):
                w.find('a command of the menu is not known')
            if text == f'/{name}' and said and (said[-1]['params'].get('reply_markup') or {}).get('force_reply'):
                w.say(ARGUMENTS.get(name, ''), chat, reply_to_message=shown(said[-1]))
    for text in ['/película Up', '/pelicula Up', '/Recomendación Coco', '/MES   Enero', '/día Lunes', '/frobnicar', '/', '//', '/ mes enero', '/mes@', f'/@{US}', '/start@cine_test_bot']:
        w.say(text)


@section
def commands_in_groups(w):
    w.say('hola a todos', GROUP, silent=True)
    for name in menu(w, 'all_group_chats'):
        if name in ('noche', 'proponer'):
            continue
        said = w.say(f'/{name}@{US}', GROUP)
        if said and (said[-1]['params'].get('reply_markup') or {}).get('force_reply'):
            w.say(ARGUMENTS.get(name, ''), GROUP, reply_to_message=shown(said[-1]))
        if ARGUMENTS.get(name):
            w.say(f'/{name} {ARGUMENTS[name]}', GROUP)
    w.say('/borrarme', GROUP)
    w.say(f'/misdatos@{US}', GROUP, says='privado')
    w.say('/frobnicar', GROUP, silent=True)
    w.say(f'/frobnicar@{US}', GROUP)
    w.say('/weather@weather_bot', GROUP, silent=True)
    w.say(f'@{US} ¿qué vemos hoy?', GROUP, silent=True)
    w.push('message', w.message(GROUP, text=f'@{US} ¿cuántas películas salieron en mayo?'), GROUP, says='mayo')
    w.push('message', w.message(GROUP, text=f'@{US}'), GROUP)
    w.push('message', w.message(GROUP, text='/mes enero', **{'from': dict(id=8, is_bot=True, first_name='Otro')}), GROUP, silent=True)
    w.push('message', w.message(GROUP, text='/mes enero', via_bot=dict(id=123456, is_bot=True, first_name='Cine', username=US)), GROUP, silent=True)
    w.push('message', w.message(GROUP, text='/mes enero', sender_chat=dict(id=GROUP, type='supergroup', title='Cine'),
                                **{'from': dict(id=1087968824, is_bot=True, first_name='Group', username='GroupAnonymousBot')}), GROUP, says='enero')


@section
def topics(w):
    said = w.say(f'/mes@{US} enero', FORUM, message_thread_id=7, is_topic_message=True, says='enero')
    if said and said[0]['params'].get('message_thread_id') != 7:
        w.find('the topic is not kept')
    said = w.say(f'/mes@{US} enero', FORUM, message_thread_id=9, says='enero')
    if said and said[0]['params'].get('message_thread_id'):
        w.find('a chain of replies is taken for a topic')
    said = w.say(f'/recomendar@{US} Toy Story', FORUM, message_thread_id=7, is_topic_message=True)
    if said:
        card = w.press(dict(shown(said[0]), message_thread_id=7, is_topic_message=True), buttons(said[0])[0]['callback_data'])
        if card and card[0]['params'].get('message_thread_id') != 7:
            w.find('a pressed button answers outside of its topic')


@section
def words(w):
    for text in ['hola', 'buenas, qué puedes hacer?', 'gracias!', 'recomendame algo como toy stori', '¿cuántas pelis salieron en febrero?', '¿y en marzo?',
                 'quién dirigió Titanic', 'de qué año es', '¿dónde puedo ver coco?', 'pelis de zombies de los 80', 'más', 'la segunda', 'algo para llorar',
                 'qué me recomiendas hoy', 'asdkjhasd kjahsd', 'cuál es el sentido de la vida', 'qué tiempo hace', 'te odio', '?', '.', '🎬', '🎬🎬🎬',
                 'what movies came out in june', '<b>hola</b> & "adiós"', 'a' * 4096, 'película ' * 450, 'ß' * 3000, '\u202etsohg', '/score ' + '&' * 2000,
                 'hamlet', 'la segunda', '/ficha hamlet', 'el de 1996', 'esa', 'puntúala con un 8', 'quítala', 'la vi', 'guárdala', 'mi lista']:
        w.say(text, 30_001)


@section
def choices(w):
    asked = w.say('/ficha hamlet', GROUP, says='¿Cuál\\?')
    if not asked:
        return
    message = shown(asked[0])
    w.press(message, buttons(asked[0])[1]['callback_data'], user=LUIS, notice='preguntó')
    card = w.press(message, buttons(asked[0])[1]['callback_data'], says='Hamlet')
    if card and card[0]['method'] != 'editmessagetext':
        w.find('the choice does not take the place of the question')
    w.press(message, 'v0|863|x', notice='ya no sirve')
    w.press(message, '', notice='ya no sirve')
    w.press(message, '=recommend title=#99999999')
    # A message that is too old to be edited, and one whose text is not shown to bots any more.
    w.press(dict(chat=message['chat'], message_id=99, date=0), 'film_card title=#862', says='Toy Story')
    # Below a message sent through inline mode there is no message to see.
    w.push('callback_query', dict(id='qi', chat_instance='1', inline_message_id='abc', data='film_card title=#862', **{'from': w.user(ANA)}))


@section
def every_button(w):
    for chat, starts in [(40_001, ['/recomendar Toy Story', '/ficha Titanic', '/filmografia Tom Hanks', '/reparto Heat', '/descubrir comedias', '/saga Star Wars', '/director Spielberg',
                                   '/buscar matrix', '/donde Roma', '/grafico terror por año', '/nube', '/parami', '/gustos', '/ayuda', '/start', '/cuantas 1995', '/sobre robots', '/milista',
                                   '/historial', '/borrarme', '/puntuar Coco', '/score xyzzyq', '/actor Garcia']),
                         (GROUP, ['/recomendar Coco', '/ficha Coco', '/descubrir terror', '/entrenosotros', '/puntuar Coco', '/milista', '/meapunto'])]:
        done, queue = set(), []
        for text in starts:
            said = w.say(text, chat)
            queue += [(shown(c), b['callback_data'], 0) for c in said if isinstance(c.get('result'), dict) for b in buttons(c) if b.get('callback_data')]
        while queue and len(done) < (160 if chat > 0 else 60):
            message, data, depth = queue.pop(0)
            kind = re.sub(r'\d+|[a-z]{2}\d+', 'N', data)
            if (kind, depth) in done and sum(1 for k, d in done if k == kind) >= 2 or 'sure=' in data and 'yes' in data:
                continue
            done.add((kind, depth))
            said = w.press(message, data)
            if depth < 2:
                queue += [(shown(c), b['callback_data'], depth + 1) for c in said if isinstance(c.get('result'), dict) for b in buttons(c) if b.get('callback_data')]


@section
def pages(w):
    for text in ['/recomendar Toy Story', '/descubrir comedias', '/filmografia Tom Hanks', '/buscar star', '/sobre naufragios']:
        said = w.say(text, 41_000)
        for _ in range(4):
            turn = [b for b in buttons(said[-1]) if '▶' in b['text']] if said else []
            if not turn:
                break
            said = w.press(shown(said[-1]), turn[0]['callback_data'])
            if said and said[0]['method'].startswith('send'):
                w.find('turning a page sends a new message')
        back = [b for b in buttons(said[-1]) if '◀' in b['text']] if said else []
        if back:
            w.press(shown(said[-1]), back[0]['callback_data'])


@section
def inline_mode(w):
    for text in ['', ' ', 'toy sto', 'spielb', 'a', 'él', 'ñ', '🎬', '"', '<b>', 'x' * 256, 'matrix 1999', 'zzzqqxx', "o'brien", 'película de terror de los 80', '%', '../..']:
        titles, offset = w.inline(text)
        seen, n = set(titles), 0
        while offset and n < 8:
            more, offset = w.inline(text, offset)
            if not more:
                w.find('an empty page where one was promised')
            n += 1
    for offset in ['abc', '-1', '99999999999999999999', '100', '1e9']:
        w.inline('toy', offset)


@section
def deep_links(w):
    for payload in ['m_862', 'm_1', 'm_99999999', 't_as123', 't_zz9', 'p_31', 'p_999999999', 'l_x', 'l_', 'm_', '862', '../x', 'ñ', 'm_862 m_863', 'M_862', 'x' * 64]:
        w.say(f'/start {payload}', 42_000)
    w.say(f'/start@{US} m_862', GROUP)


@section
def shared_lists(w):
    one, other = 43_001, 43_002
    w.say('agrega Coco a la lista de terror', one)
    w.say('/agregar Heat', one)
    w.say('/milista', one, says='Heat')
    shared = w.say('/milista terror', one, says='Coco')
    for text in ['agrega Heat a la lista viernes', 'agrega Coco a la lista viernes', '/agregar Titanic']:
        w.say(text, GROUP) if text.startswith('/') else w.push('message', w.message(GROUP, text=f'@{US} {text}'), GROUP)
    w.say('/milista', GROUP, says='Titanic|lista')
    w.say('/lista viernes', GROUP, user=LUIS, says='Heat')
    w.say('/quitar Titanic', GROUP, user=LUIS, says='Quité')
    if not data_of(shared[0], 'share_list'):
        w.find('a list cannot be shared')
        return
    shared = w.press(shown(shared[0]), data_of(shared[0], 'share_list'), says='Quien abra')
    link = [b['url'] for b in buttons(shared[0]) if 'start%3Dl%5F' in b.get('url', '')][0]
    payload = 'l_' + re.search(r'start%3Dl%5F(\w+)', link).group(1)
    w.say(f'/start {payload}', other, says='Coco')
    w.press(shown(shared[0]), data_of(shared[0], 'unshare_list'), says='ya no muestra')
    w.say(f'/start {payload}', other, says='ya no lleva')


@section
def mine(w):
    me = 44_001
    for text, says in [('/puntuar Toy Story 9', '9'), ('/puntuar Toy Story 9', '9'), ('/puntuar Toy Story 11', '.'), ('/puntuar Toy Story', 'nota'), ('/puntuar', 'Toy Story'),
                       ('/visto Coco', 'Anotado'), ('/visto Coco', 'Ya lo sab'), ('/agregar Heat', 'Agregué'), ('/agregar Heat', 'ya estaba'), ('/milista', 'Heat'),
                       ('/quitar Heat', 'Quité'), ('/quitar Heat', 'no estaba'), ('/historial', 'Coco'), ('/parami', '.'), ('/predecir Up', '.'), ('/misdatos', 'De ti guardo'),
                       ('/borrarme', '¿Borro'), ('no', 'no borr'), ('/borrarme', '¿Borro'), ('sí', 'borré todo'), ('/historial', 'no tienes'), ('/misdatos', 'No guardo')]:
        w.say(text, me, says=says)


@section
def odd_messages(w):
    bare = dict(file_id='a', file_unique_id='b')
    photo = [dict(bare, width=1, height=1, file_size=1)]
    kinds = dict(photo=photo, sticker=dict(bare, type='regular', width=1, height=1, is_animated=False, is_video=False), voice=dict(bare, duration=1, mime_type='audio/ogg'),
                 video=dict(bare, width=1, height=1, duration=1, mime_type='video/mp4'), audio=dict(bare, duration=1, mime_type='audio/mpeg'), document=dict(bare, file_name='x.csv', file_size=9),
                 video_note=dict(bare, length=1, duration=1), location=dict(latitude=1.0, longitude=1.0), contact=dict(phone_number='1', first_name='A'), dice=dict(emoji='🎲', value=1),
                 animation=dict(bare, width=1, height=1, duration=1, mime_type='video/mp4'), venue=dict(location=dict(latitude=1.0, longitude=1.0), title='x', address='y'), game=dict(title='x', description='y', photo=photo),
                 poll=dict(id='1', question='x', options=[dict(text='a', voter_count=0), dict(text='b', voter_count=0)], total_voter_count=0, is_closed=False, is_anonymous=True, type='regular', allows_multiple_answers=False))
    for kind, content in kinds.items():
        more = dict(location=dict(latitude=1.0, longitude=1.0)) if kind == 'venue' else {}
        w.push('message', w.message(ANA, **{kind: content}, **more), ANA)
        w.push('message', w.message(GROUP, **{kind: content}, **more), GROUP, silent=True)
    w.push('message', w.message(ANA, photo=photo, caption='/mes enero'), ANA, says='enero')
    w.push('message', w.message(GROUP, photo=photo, caption=f'/mes@{US} enero'), GROUP, says='enero')
    services = dict(new_chat_members=[w.user(LUIS)], left_chat_member=w.user(LUIS), new_chat_title='x', delete_chat_photo=True, group_chat_created=True, supergroup_chat_created=True,
                    pinned_message=w.message(GROUP, text='x'), video_chat_started={}, message_auto_delete_timer_changed=dict(message_auto_delete_time=1), new_chat_photo=photo,
                    forum_topic_created=dict(name='x', icon_color=7322096), boost_added=dict(boost_count=1), video_chat_ended=dict(duration=1), forum_topic_closed={})
    for kind, content in services.items():
        w.push('message', w.message(GROUP, **{kind: content}), GROUP, silent=True)
    w.push('message', w.message(ANA, pinned_message=w.message(ANA, text='x')), ANA, silent=True)
    for kind in ['edited_message', 'channel_post', 'edited_channel_post', 'business_message']:
        w.push(kind, w.message(ANA, text='/mes enero', edit_date=2), ANA, silent=True)
    w.push('message_reaction', dict(chat=w.chat_of(ANA), message_id=1, date=1, old_reaction=[], new_reaction=[]), ANA, silent=True)
    w.push('chosen_inline_result', dict(result_id='m_862', query='toy', **{'from': w.user(ANA)}), ANA, silent=True)
    # Of a shape that nobody knows: passed over, and what follows is answered.
    w.post('inject', dict(message=dict(message_id=w.next(), date=1, chat=w.chat_of(ANA), odd=dict(x=1))))
    w.post('inject', dict(never_seen=dict(x=1)))
    time.sleep(0.5)
    w.handled = w.counted()
    w.say('/mes enero', says='enero')
    w.push('message', w.message(ANA, text='Heat', forward_origin=dict(type='hidden_user', date=1, sender_user_name='x')), ANA)
    w.push('message', w.message(ANA, text='/mes enero', quote=dict(text='x', position=0)), ANA, says='enero')


def membership(w, chat, before, after):
    rights = ['can_be_edited', 'is_anonymous', 'can_manage_chat', 'can_delete_messages', 'can_manage_video_chats', 'can_restrict_members', 'can_promote_members',
              'can_change_info', 'can_invite_users', 'can_post_stories', 'can_edit_stories', 'can_delete_stories']
    more = dict(kicked=dict(until_date=0), administrator={right: False for right in rights})
    member = lambda status: dict(more.get(status, {}), status=status, user=dict(id=123456, is_bot=True, first_name='Cine', username=US))
    content = dict(chat=w.chat_of(chat), date=1, old_chat_member=member(before), new_chat_member=member(after), **{'from': w.user(ANA)})
    return content


@section
def coming_and_going(w):
    group = -100_201
    w.push('my_chat_member', membership(w, group, 'left', 'member'), group, says='/recomendar')
    w.push('my_chat_member', membership(w, group, 'member', 'administrator'), group, silent=True)
    w.say('/meapunto', group, says='Te apunté')
    w.say('/agregar Heat', group, says='Agregué')
    w.push('my_chat_member', membership(w, group, 'member', 'kicked'), group, silent=True)
    w.push('my_chat_member', membership(w, group, 'left', 'member'), group, says='/recomendar')
    w.say(f'/lista@{US}', group, says='vacía')
    w.push('my_chat_member', membership(w, ANA, 'member', 'kicked'), ANA, silent=True)
    w.push('my_chat_member', membership(w, ANA, 'kicked', 'member'), ANA, silent=True)
    w.say('/start', ANA)
    old, new = -555, -100_555
    w.say(f'/meapunto@{US}', old, says='Te apunté')
    w.say(f'/agregar@{US} Heat', old, says='Agregué')
    w.say(f'/noche@{US}', old, says='Noche')
    w.say(f'/proponer@{US} Coco', old, says='Coco')
    w.push('message', w.message(old, migrate_to_chat_id=new), old, silent=True)
    w.push('message', w.message(new, migrate_from_chat_id=old), new, silent=True)
    w.settle(0)
    w.say(f'/lista@{US}', new, says='Heat')
    w.say(f'/proponer@{US} Heat', new, says='Coco(.|\n)*Heat')
    w.say(f'/meapunto@{US}', new, says='Ya estabas')


def poll_update(poll, counts):
    options = [dict(o, voter_count=n) for o, n in zip(poll['options'], counts)]
    return dict(poll, is_closed=True, options=options, total_voter_count=sum(counts))


def vote(w, poll, user, options):
    w.push('poll_answer', dict(poll_id=poll['id'], user=w.user(user), option_ids=options, option_persistent_ids=[]))


@section
def movie_night(w):
    groups = [-100_400, -100_401]
    polls = []
    for group in groups:
        board = w.say(f'/noche@{US}', group, says='Noche')
        w.press(shown(board[0]), data_of(board[0], '!night_vote'), notice='al menos dos')
        w.press(shown(board[0]), data_of(board[0], '!night_list'), notice='vacía')
        w.say('toy stori', group, reply_to_message=shown(board[0]), says='Toy Story')
        w.say(f'/proponer@{US} Heat; Heat; qqzzxxvv', group, user=LUIS, says='Heat')
        board = w.say(f'/noche@{US}', group, user=EVA, says='Heat')
        filled = w.press(shown(board[0]), data_of(board[0], '!night_suggest'), user=EVA, says='5\\.')
        w.press(shown(board[0]), data_of(board[0], '!night_cancel'), user=LUIS, notice='preguntó')
        w.press(shown(board[0]), data_of(board[0], '!night_vote'), user=LUIS)
        sent = [c for c in w.get('calls') if c['method'] == 'sendpoll' and int(c['params']['chat_id']) == group]
        if len(sent) != 1:
            w.find('no poll')
            return
        polls.append(sent[0]['result']['poll'])
        w.press(shown(board[0]), data_of(board[0], '!night_vote'), user=LUIS, notice='ya no admite')
        w.say(f'/proponer@{US} Coco', group, says='votando')
        w.say(f'/noche@{US}', group, says='votando')
    for user, options in [(ANA, [0]), (LUIS, [1]), (EVA, [1])]:
        vote(w, polls[0], user, options)
    vote(w, polls[1], ANA, [0])
    vote(w, polls[1], ANA, [])
    w.kill()
    w.start()
    vote(w, polls[0], ANA, [1])
    counts = [0, 3] + [0] * (len(polls[0]['options']) - 2)
    won = w.push('poll', poll_update(polls[0], counts), groups[0], says='Gana(.|\n)*Heat')
    w.push('poll', poll_update(polls[0], counts), groups[0], silent=True)
    if won:
        w.press(shown(won[0]), data_of(won[0], 'film_card'), says='Heat')
        w.press(shown(won[0]), data_of(won[0], '!night_unseen'), notice='quito')
    tie = [2, 2] + [0] * (len(polls[1]['options']) - 2)
    w.push('poll', poll_update(polls[1], tie), groups[1], says='Empató')
    board = w.say(f'/noche@{US}', groups[1], says='Todavía no hay')
    w.press(shown(board[0]), data_of(board[0], '!night_cancel'), says='cancelada')
    w.press(shown(board[0]), data_of(board[0], '!night_suggest'), notice='ya no admite')
    w.say('/noche', ANA, says='grupos')
    w.say('/proponer Coco', ANA, says='grupos')


TITLES = 'show_id,type,title,director,cast,country,date_added,release_year,rating,duration,listed_in,description\n' + \
    ''.join(f's{i},Movie,Film {i},,Ana,Spain,"May 1, 2020",2018,PG,{80 + i} min,Dramas,x\n' for i in range(1, 9))


def upload(w, name, content, user=ADMIN, size=None):
    request = urllib.request.Request(f'http://127.0.0.1:{w.port}/_/file?name={name}', content)
    file = json.load(urllib.request.urlopen(request, timeout=60))['file_id']
    document = dict(file_id=file, file_unique_id='u' + file, file_name=name, file_size=size or len(content))
    return w.push('message', w.message(user, document=document), user)


@section
def admin(w):
    import gzip
    for order in ['/estado', '/reindexar', '/volver', '/difundir hola']:
        w.say(order, LUIS, says='No conozco')
        w.say(order, GROUP, user=ADMIN, silent=True)
    upload(w, 'netflix_titles.csv', TITLES.encode(), LUIS)
    w.say('/estado', ADMIN, says='Generación')
    w.say('/volver', ADMIN)
    old = w.say('/recomendar Toy Story', ANA)
    said = w.say('/reindexar', ADMIN, says='Reindexando')
    w.say('/reindexar', ADMIN, says='Ya estoy')
    w.press(shown(said[0]), '!cancel_build 0', user=LUIS, notice='no está pendiente')
    ended = w.press(shown(said[0]), '!cancel_build 0', notice='detengo|no está pendiente')
    if not ended:
        w.eventually(ADMIN, 'Cancelado|Listo')
    w.say('/reindexar', ADMIN, says='Reindexando')
    w.eventually(ADMIN, 'Listo|No se pudo', 300)
    w.say('/estado', ADMIN, says='Generación')
    # Buttons of before: their films are there, or it is said that they are not.
    for b in buttons(old[0]):
        if b.get('callback_data'):
            w.press(shown(old[0]), b['callback_data'], says='Dirección|mira|no está entre|más parecidas|No encontré')
    w.say('/volver', ADMIN, says='Volví')
    w.say('/volver', ADMIN, says='ninguna')
    for name, content, says in [('titulos.csv', TITLES.encode(), 'no sé de cuál'), ('otra.csv', b'a,b\n1,2\n', 'no reconozco'), ('x.png', b'x', 'csv'),
                                ('netflix_titles.csv.gz', TITLES.encode(), 'no se puede|No puedo'), ('netflix_titles.csv', b'', 'No puedo|vac'),
                                ('netflix_titles.csv', bytes(range(256)) * 40, 'No puedo|no reconozco'),
                                ('movies_metadata.csv.gz', gzip.compress(b'0' * (600 << 20), 9), '512 MB|No puedo'), ('no <b>.csv', b'a,b\n', 'reconozco')]:
        upload(w, name.replace(' ', '%20').replace('<', '%3C').replace('>', '%3E'), content or b'\n')
        w.settle(0)
    looked = upload(w, 'netflix_titles.csv.gz', gzip.compress((TITLES + 's9,Movie,half\n').encode()))
    use = [c for c in looked if data_of(c, '!use_upload')]
    if not use:
        w.find('a good file is not offered')
    else:
        message = dict(shown(use[-1]))
        w.press(message, data_of(use[-1], '!use_upload'), user=LUIS, notice='no está pendiente')
        w.press(message, data_of(use[-1], '!use_upload'))
        w.eventually(ADMIN, 'Listo|No se pudo|No se publicó', 300)
        w.press(message, data_of(use[-1], '!use_upload'), notice='no está pendiente')
    w.say('/plataforma netflix', ANA)
    w.say('/difundir', ADMIN, says='Escribe el mensaje')
    dry = w.say('/difundir Hola a <todos> & todas', ADMIN, says='Así llegaría')
    w.press(shown(dry[0]), data_of(dry[0], '!drop_offer'), says='Descartado')
    dry = w.say('/difundir Otra vez', ADMIN, says='Así llegaría')
    w.press(shown(dry[0]), data_of(dry[0], '!send_all'), user=LUIS, notice='no está pendiente')
    w.to_all = 'Otra vez'
    w.press(shown(dry[0]), data_of(dry[0], '!send_all'), notice='envío')
    w.eventually(ADMIN, 'Enviado a', 120)
    w.press(shown(dry[0]), data_of(dry[0], '!send_all'), notice='no está pendiente')
    w.say('/volver', ADMIN)


@section
def unanswered(w):
    left = w.get('state')
    if left['unanswered']:
        w.find(f'buttons without an answer: {left["unanswered"]}')
    if left['pending']:
        w.find(f'{left["pending"]} updates are not confirmed')


def main():
    w = Walk()
    try:
        for walk in SECTIONS:
            if A.only and not re.search(A.only, walk.__name__):
                continue
            w.section = walk.__name__
            print(f'\n===== {walk.__name__}')
            try:
                walk(w)
            except Exception as error:  # One broken section must not hide the others.
                w.find(f'the walk itself stumbles: {error!r} (line {error.__traceback__.tb_next.tb_lineno})')
    finally:
        w.section = 'end'
        w.close()
    print(f'\n{len(w.findings)} findings')
    print(f'{len(w.findings)} findings', file=sys.stderr)
    sys.exit(min(len(w.findings), 100))


main()
