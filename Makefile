# The same code as ./run and ./test, by shorter names.
.PHONY: run check fast format bench pictures lock

UV = .tools/bin/uv
COMPILE = $(UV) pip compile -q --universal --generate-hashes --no-header --no-annotate

run:
	./run

check:
	./test

fast:
	./test --fast

format:
	.venv/bin/ruff check --fix --quiet . ; .venv/bin/ruff format .

# make bench ONLY=letters measures one thing.
bench:
	./bench/run $(ONLY)

# The pictures of README and guide, taken anew from a demonstration of their own.
pictures:
	.venv/bin/python -m docs.pictures.take

# Newest versions that pyproject.toml allows. The files name no registry, so pip and uv use yours.
lock:
	$(COMPILE) --upgrade pyproject.toml -o requirements.lock
	$(COMPILE) --upgrade -c requirements.lock pyproject.toml \
		--group test --group lint --group browser -o test.lock
	$(COMPILE) --upgrade --group bench -o bench.lock
