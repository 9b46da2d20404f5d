"""Serves a small language model here: `python small_model.py FILE.gguf` prints its address, until stdin ends.

llama.cpp's own HTTP server, as the package `xllamacpp` carries it; it speaks the same wire format as the big ones.
"""

import sys

import xllamacpp


def main(model: str) -> None:
    params = xllamacpp.CommonParams()
    params.model.path = model
    params.n_ctx = 4096
    params.n_parallel = 1
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    server = xllamacpp.Server(params)
    sys.stdout.write(f"{server.listening_address}\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    main(sys.argv[1])
