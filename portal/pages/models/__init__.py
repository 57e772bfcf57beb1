from portal.pages.models.announcement import Announcement, Kind
from portal.pages.models.menu_item import MenuItem, places
from portal.pages.models.page import Page
from portal.pages.models.site_settings import SiteSettings
