"""Pictures and albums of them, videos with their programmes, files; every upload is handled here."""

from media_library.models.album import Album
from media_library.models.attachment import Attachment
from media_library.models.image import Image
from media_library.models.mention import Mention
from media_library.models.placement_check import PlacementCheck
from media_library.models.programme import Programme
from media_library.models.transcoding import Transcoding
from media_library.models.video import Video
