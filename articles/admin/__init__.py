from articles.admin import accounts, pages, panels, people, redirects, trash
