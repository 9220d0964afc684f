#!/usr/bin/env python3
"""Runs the bot against a Bot API server of its own, with load, faults and kills, and counts what became of each question.

  telegram.py --bot target/release/claqueta --index index                                 # 2,000 questions from 500 chats
  telegram.py … --faults 0.01                    # 1% each of 429, 502 and connections cut before the call was taken
  telegram.py … --cut-after 0.01                 # 1% of the connections cut after the call was taken
  telegram.py … --kills 20 --rate 100            # SIGKILL at random moments under 100 questions a second
  telegram.py … --updates 30000 --chats 1000 --mixed commands.txt        # throughput; mixed_commands.py makes the file
  telegram.py … --rate 200 --updates 4000        # latency
  telegram.py … --rate 50 --updates 500 --flood 1000                     # one chat sends 1,000 messages at once
  telegram.py … --rate 200 --updates 12000 --rebuild --data films --data platforms     # an admin builds the index anew

Every question of the counted kind names a film that does not exist, so that its answer repeats its number; an answer that
is not the one to its question is told as wrong. With --tell every tenth question comes with a mark of somebody else, and
all marks must be in the store at the end. The bot's limits for outgoing messages are off unless --outgoing is given. Only
the standard library is used.
"""
import argparse, asyncio, collections, json, os, random, re, shutil, signal, sqlite3, subprocess, sys, tempfile, time

ap = argparse.ArgumentParser()
ap.add_argument('--bot', required=True)
ap.add_argument('--index', required=True)
ap.add_argument('--updates', type=int, default=2000)
ap.add_argument('--chats', type=int, default=500)
ap.add_argument('--rate', type=float, default=0, help='questions a second; all at once by default')
ap.add_argument('--faults', type=float, default=0)
ap.add_argument('--cut-after', type=float, default=0)
ap.add_argument('--kills', type=int, default=0)
ap.add_argument('--mixed', help='file with one question a line, instead of the counted ones')
ap.add_argument('--outgoing', action='store_true')
ap.add_argument('--flood', type=int, default=0, help='messages that one chat sends at once, a third into the run')
ap.add_argument('--unlimited', action='store_true', help='no limit for what a chat may ask, so that a flood is answered whole')
ap.add_argument('--tell', action='store_true')
ap.add_argument('--rebuild', action='store_true', help='an admin builds the index anew (of a copy), a tenth into the run')
ap.add_argument('--data', action='append', default=[])
ap.add_argument('--seed', type=int, default=1)
A = ap.parse_args()
R = random.Random(A.seed)
TOKEN = '123456:measure'
ADMIN, FLOODER, TELLERS = 777, 778, 500_000
ME = dict(id=123456, is_bot=True, first_name='Cine', username='cine_bot', can_join_groups=True, can_read_all_group_messages=False,
          supports_inline_queries=True, can_connect_to_business=False, has_main_web_app=False)


class Server:
    """What the bot sees as Telegram."""

    def __init__(self):
        self.updates, self.born, self.said = collections.deque(), {}, []
        self.more, self.cuts, self.number = asyncio.Event(), 0, 0
        self.counted, self.told, self.swapped = 0, set(), None

    def ask(self, chat, text):
        self.number += 1
        who = dict(id=chat, is_bot=False, first_name='Ana')
        message = dict(message_id=self.number, date=int(time.time()), chat=dict(id=chat, type='private', first_name='Ana'), text=text)
        message['from'] = who
        self.updates.append((self.number, json.dumps(dict(update_id=self.number, message=message))))
        self.born[self.number] = time.perf_counter()
        self.more.set()

    async def call(self, method, p):
        """The body of the answer; None cuts the connection."""
        if method == 'getupdates':
            while self.updates and self.updates[0][0] < int(p.get('offset') or 0):
                self.updates.popleft()
            if not self.updates and p.get('timeout'):
                self.more.clear()
                try:
                    await asyncio.wait_for(self.more.wait(), 2)
                except asyncio.TimeoutError:
                    pass
            page = [u for _, u in list(self.updates)[:100]] if len(self.updates) <= 100 else [self.updates[i][1] for i in range(100)]
            return '{"ok":true,"result":[' + ','.join(page) + ']}'
        if method == 'getme':
            return json.dumps(dict(ok=True, result=ME))
        if method == 'editmessagetext' and 'Listo' in p.get('text', ''):
            self.swapped = time.perf_counter()
        if method != 'sendmessage':
            return '{"ok":true,"result":true}'
        dice = R.random()
        if dice < A.faults:
            return '{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 1","parameters":{"retry_after":1}}'
        if dice < 2 * A.faults:
            return '502'
        if dice < 3 * A.faults:
            return None
        self.said.append((time.perf_counter(), p['chat_id'], p['text']))
        self.counted += 1000 <= p['chat_id'] < TELLERS
        if R.random() < A.cut_after:
            self.cuts += 1
            return None
        return json.dumps(dict(ok=True, result=dict(message_id=10**6 + len(self.said))))

    async def serve(self, reader, writer):
        try:
            while True:
                head = (await reader.readuntil(b'\r\n\r\n')).decode()
                length = re.search(r'content-length: *(\d+)', head, re.I)
                body = await reader.readexactly(int(length.group(1))) if length else b''
                method = head.split(' ', 2)[1].rsplit('/', 1)[1].lower()
                answer = await self.call(method, json.loads(body or b'{}'))
                if answer is None:
                    writer.transport.abort()
                    return
                status = '502 Bad Gateway' if answer == '502' else '429 Too Many Requests' if '"error_code":429' in answer else '200 OK'
                data = answer.encode()
                writer.write(f'HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {len(data)}\r\n\r\n'.encode() + data)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass


def start(port, state, index):
    env = dict(os.environ, TELOXIDE_TOKEN=TOKEN, TELOXIDE_API_URL=f'http://127.0.0.1:{port}', CLAQUETA_PATHS__STATE=state,
               CLAQUETA_TELEGRAM__LIMITS__OUTGOING=str(A.outgoing).lower(), CLAQUETA_TELEGRAM__ADMINS=f'[{ADMIN}]', CLAQUETA_LOG='error')
    if A.unlimited:
        env['CLAQUETA_TELEGRAM__LIMITS__BURST'] = '1000000'
    return subprocess.Popen([A.bot, 'bot', '--index', index] + [word for folder in A.data for word in ('--data', folder)], env=env)


def rss(pid):
    return max((int(l.split()[1]) // 1024 for l in open(f'/proc/{pid}/status') if l.startswith('VmHWM')), default=0)


def spread(times):
    times = sorted(times)
    at = lambda share: times[min(len(times) - 1, int(len(times) * share))] * 1e3
    return f'p50 {at(.5):.1f} ms, p99 {at(.99):.1f} ms, longest {at(1):.1f} ms, of {len(times)}' if times else 'none'


def cpu(pid):
    fields = open(f'/proc/{pid}/stat').read().rsplit(')', 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK')


async def main():
    server = Server()
    listener = await asyncio.start_server(server.serve, '127.0.0.1', 0)
    port, state = listener.sockets[0].getsockname()[1], tempfile.mkdtemp(prefix='claqueta-measure-')
    mixed = [l.strip() for l in open(A.mixed)] if A.mixed else None
    index = A.index
    if A.rebuild:
        index = os.path.join(state, 'index')
        shutil.copytree(A.index, index)
    bot = start(port, state, index)
    server.ask(1, '/ayuda')
    while not server.said:
        await asyncio.sleep(0.01)
    server.said.clear(), server.born.clear()
    asked = {}
    begin_cpu, begin = cpu(bot.pid), time.perf_counter()

    flooded = 0.0

    async def feed():
        nonlocal flooded
        for i in range(A.updates):
            if A.flood and i == A.updates // 3:
                flooded = time.perf_counter()
                for k in range(A.flood):
                    server.ask(FLOODER, f'/ficha yyqx{k}')
            if A.rebuild and i == A.updates // 10:
                server.ask(ADMIN, '/reindexar')
            if A.tell and i % 10 == 0:
                server.told.add(TELLERS + i)
                server.ask(TELLERS + i, '/puntuar Toy Story 9')
            n = server.number + 1
            asked[n] = 1000 + i % A.chats
            server.ask(asked[n], mixed[i % len(mixed)] if mixed else f'/ficha zzqx{n}vvk')
            if A.rate:
                await asyncio.sleep(max(0, begin + (i + 1) / A.rate - time.perf_counter()))

    async def kill():
        nonlocal bot
        for _ in range(A.kills):
            await asyncio.sleep(R.uniform(0.2, 2 * A.updates / (A.rate or 1000) / max(1, A.kills)))
            bot.send_signal(signal.SIGKILL)
            bot.wait()
            bot = start(port, state, index)

    feeding, killing = asyncio.create_task(feed()), asyncio.create_task(kill())
    quiet, count = time.perf_counter(), 0
    waits = lambda: server.counted < A.updates or (A.rebuild and not server.swapped)
    while not feeding.done() or not killing.done() or (waits() and time.perf_counter() - quiet < (120 if A.rebuild else 20)):
        await asyncio.sleep(0.02)
        if len(server.said) != count:
            quiet, count = time.perf_counter(), len(server.said)
    if not A.kills:
        spent, peak = cpu(bot.pid) - begin_cpu, rss(bot.pid)
    await asyncio.sleep(0.5)
    end = max(t for t, _, _ in server.said)
    print(f'{server.counted} answers to {A.updates} questions in {end - begin:.2f} s: {A.updates / (end - begin):.0f}/s')
    if not A.kills:
        print(f'bot: {spent:.2f} s of CPU, {spent / A.updates * 1e6:.0f} us a question, peak memory {peak} MB')
    if not mixed:
        times = collections.Counter(int(n) for _, _, text in server.said for n in re.findall(r'zzqx(\d+)vvk', text)[:1])
        lost = [n for n in asked if not times[n]]
        doubled = sum(c - 1 for c in times.values())
        wrong = sum(not any(asked.get(int(n)) == chat for n in re.findall(r'zzqx(\d+)vvk', text)) for _, chat, text in server.said if 1000 <= chat < TELLERS)
        answers = [(t, t - server.born[int(n)]) for t, _, text in server.said for n in re.findall(r'zzqx(\d+)vvk', text)[:1]]
        print(f'lost {len(lost)}, doubled {doubled}, wrong {wrong} (kills {A.kills}, cuts after the call was taken {server.cuts})')
        print('from question to answer:', spread([late for _, late in answers]))
        if A.flood:
            print('  of others within a second of the flood:', spread([late for t, late in answers if flooded - 0.05 < t - late < flooded + 1]))
        if A.rebuild:
            print('  a second before and after the new index serves:' if server.swapped else '  THE INDEX WAS NOT EXCHANGED',
                  spread([late for t, late in answers if abs(t - (server.swapped or 0)) < 1]))
            print('  while it is built:', spread([late for t, late in answers if t < (server.swapped or 0) - 1]))
    database = os.path.join(state, 'people.sqlite')
    if os.path.exists(database):
        store = sqlite3.connect(database)
        print('people.sqlite:', store.execute('PRAGMA integrity_check').fetchone()[0])
        kept = {row[0] for row in store.execute('SELECT user FROM ratings')}
        if A.tell:
            print(f'{len(server.told)} marks told, {len(server.told - kept)} not kept')
    bot.terminate()
    print('the bot ended with', bot.wait(15))
    shutil.rmtree(state, ignore_errors=True)
    # Connections that are still open would complain of being closed.
    sys.stdout.flush()
    os._exit(0)


asyncio.run(main())
