# Runs PostgreSQL on a socket in a folder of its own until its input ends, so that it goes
# with the test, however that ends. Says where the socket is once it answers.
set -eu
trap '' INT PIPE # a test that is interrupted or dies ends the input, too
bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
dir=$(mktemp -d /tmp/pgtest.XXXXXX)
end() {
  "$bin/pg_ctl" -D "$dir/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$dir"
}
trap end EXIT
# A collation that sorts unlike the desk, as on a server that others have set up.
"$bin/initdb" -D "$dir/data" -U desk -A trust -E UTF8 --locale=C.UTF-8 --locale-provider=icu --icu-locale=zh --no-sync >"$dir/log"
"$bin/pg_ctl" -D "$dir/data" -w -l "$dir/log" start >/dev/null \
  -o "-k $dir -c listen_addresses= -c max_connections=200 -c fsync=off -c synchronous_commit=off -c full_page_writes=off" || { cat "$dir/log" >&2; exit 1; }
echo "$dir"
read -r _ || true
