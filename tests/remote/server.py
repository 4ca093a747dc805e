"""HTTP and HTTPS on the loopback interface, well-behaved under /files/ and misbehaving everywhere else.

usage: server.py FOLDER    runs until standard input ends

FOLDER has www/ (what /files/ serves), good.pem and other.pem (certificate and key: for localhost, and for
somebody else). Written there: `ports`, once everything listens, and `log`, a line for each request:
the server's name, the path, and the headers of interest.
"""

import gzip
import hashlib
import http.server
import os
import ssl
import sys
import threading
import time
import urllib.parse

LOGGED = ("Authorization", "Proxy-Authorization", "X-Api-Key", "If-None-Match")
log_lock = threading.Lock()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *_):
        pass

    def note(self):
        seen = [f"{name}={self.headers[name]}" for name in LOGGED if name in self.headers]
        line = " ".join([self.server.title, self.path, *seen])
        with log_lock, open("log", "a", encoding="utf-8") as log:
            print(line, file=log)

    def answer(self, status, body=b"", **fields):
        self.send_response(status)
        for name, value in fields.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def chunk(self, data):
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))

    def start_chunks(self):
        self.close_connection = True
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()

    def do_GET(self):
        self.note()
        path = urllib.parse.urlsplit(self.path).path
        _, kind, *rest = path.split("/", 2)
        try:
            name = "do_" + kind.replace("-", "_")
            getattr(self, name, self.do_nothing)(rest[0] if rest else "")
        except (BrokenPipeError, ConnectionResetError, ssl.SSLError):
            self.close_connection = True

    def do_nothing(self, _):
        self.answer(404, b"nothing here\n")

    # As it should be: a file with its ETag; private/ for those with a password, moved/ is elsewhere.

    def do_files(self, name):
        if name.startswith("private/") and self.headers.get("X-Api-Key") != "hush-4711" \
                and self.headers.get("Authorization") != "Basic dXNlcjpodXNoLTQ3MTE=":
            return self.answer(401, b"no\n")
        if name.startswith("moved/"):
            return self.answer(301, Location="/files/" + name[len("moved/"):])
        try:
            with open("www/" + name, "rb") as file:
                body = file.read()
        except OSError:
            return self.answer(404, b"nothing here\n")
        fields = {"ETag": '"' + hashlib.sha1(body).hexdigest() + '"'}
        if name.startswith("unkept/"):
            fields["Cache_Control"] = "private, no-store"
        if self.headers.get("If-None-Match") == fields["ETag"]:
            return self.answer(304, **fields)
        return self.answer(200, body, Content_Type="text/plain; charset=iso-8859-1", **fields)

    # Statuses and redirects.

    def do_status(self, number):
        self.answer(int(number), b"sorry\n")

    def do_hops(self, number):
        self.answer(302, Location=f"/hops/{int(number) - 1}" if number != "0" else "/files/a.yaml")

    def do_loop(self, _):
        self.answer(307, Location="/loop/")

    def do_to(self, where):
        self.answer(302, Location=urllib.parse.unquote(where))

    # Too much, too slow, too little.

    def do_bomb(self, _):
        body = gzip.compress(bytes(20 << 20), 1)
        self.answer(200, body, Content_Encoding="gzip")

    def do_endless(self, _):
        self.start_chunks()
        while True:
            self.chunk(b"a: b\n" * 10000)

    def do_long(self, _):
        self.close_connection = True
        self.send_response(200)
        self.send_header("Content-Length", str(1 << 40))
        self.end_headers()
        self.wfile.write(b"x")

    def do_headers(self, _):
        self.close_connection = True
        self.send_response(200)
        self.flush_headers()
        while True:
            self.wfile.write(b"X-More: " + b"x" * 8000 + b"\r\n")

    def do_drip(self, _):
        self.start_chunks()
        while True:
            self.chunk(b"#")
            time.sleep(0.05)

    def do_hang(self, _):
        time.sleep(20)

    def do_short(self, _):
        self.close_connection = True
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"type: object\n")

    def do_short_chunks(self, _):
        self.start_chunks()
        self.chunk(b"type: object\n")

    # Documents that lead on and on.

    def do_chain(self, number):
        body = "type: object\nproperties: {next: {$ref: /chain/%d}}\n" % (int(number) + 1)
        self.answer(200, body.encode())


def serve(title, pem):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.title = title
    server.daemon_threads = True
    if pem:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pem)
        server.socket = context.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]


def main():
    os.chdir(sys.argv[1])
    # A client that hangs up is what is expected here.
    http.server.ThreadingHTTPServer.handle_error = lambda *_: None
    servers = {"plain": None, "tls": "good.pem", "second": "good.pem", "wrong": "other.pem"}
    ports = {title: serve(title, pem) for title, pem in servers.items()}
    with open("ports~", "w", encoding="utf-8") as file:
        for title, port in ports.items():
            print(f"{title}={port}", file=file)
    os.rename("ports~", "ports")
    sys.stdin.read()


main()
