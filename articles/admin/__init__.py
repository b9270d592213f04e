from articles.admin import accounts, pages, people, redirects, trash
