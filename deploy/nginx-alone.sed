# What differs in nginx.conf where nginx runs on the machine of the site, faces its clients, and ends https, on Debian:
# sed --file deploy/nginx-alone.sed deploy/nginx.conf > /etc/nginx/nginx.conf
s|^pid .*|user www-data;\npid /run/nginx.pid;|
# Its pages on disk: Debian has /tmp in memory.
s|/tmp/nginx-pages|/var/cache/nginx-pages|
s|site-[12]:8000|127.0.0.1:8000|
# Nothing that a client says of its address, or of how it came, is believed.
/^    set_real_ip_from 172/d
/^        https https;/d
# `http2 on` would say the same from nginx 1.25.1 on, which Debian 12 and Ubuntu 24.04 do not have.
s|^        listen 8080 .*|        listen 80 backlog=4096;\
        listen [::]:80 backlog=4096;\
        listen 443 ssl http2 backlog=4096;\
        listen [::]:443 ssl http2 backlog=4096;\
        ssl_certificate /etc/nginx/hub.pem;  # with those between it and its issuer\
        ssl_certificate_key /etc/nginx/hub.key;|
