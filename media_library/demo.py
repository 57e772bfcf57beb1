"""The videos and albums of the demo."""

from datetime import timedelta

from django.core.files.base import ContentFile

from media_library.models import Album, Image, Programme, Video


def make_videos(demo):
    named = {segment["picture"] for programme in demo.texts.programmes() for segment in programme["segment"]}
    described = {name: demo.texts.description(name) for name in sorted(named)}
    posters = {
        name: demo.make_picture(name, title=f"Ảnh đại diện video: {shown}", alt=shown)
        for name, shown in described.items()
    }
    clip = demo.texts.CLIP.read_bytes()
    for order, entry in enumerate(demo.texts.programmes()):
        segments, pattern = entry["segment"], entry["title_pattern"]
        programme = demo.make(Programme, name=entry["name"], description=entry["description"], order=order)
        for number, segment in enumerate(segments):
            month = demo.texts.month_before(demo.today, segment["months_ago"])
            video = Video(
                title=pattern.format(month=month.month, year=month.year, title=segment["title"]),
                programme=programme,
                issue_month=month,
                summary=segment["summary"],
                file=ContentFile(clip, name="clip.webm"),
                poster=posters[segment["picture"]],
                duration=demo.texts.CLIP_SECONDS,
                transcript=segment["transcript"].strip(),
            )
            video.save_row()
            video.attachments.set(demo.files if segment.get("has_plan") else [])
            demo.place(video, month.replace(day=25 - order), number, views=segment["views"])


def make_albums(demo):
    for number, entry in enumerate(demo.texts.albums()):
        album = Album(title=entry["title"], summary=entry["summary"])
        leads = {
            Image.objects.get(title=picture["article"][:200]): picture.get("caption")  # with which the article leads
            for picture in entry["pictures"]
        }
        album.captions = {str(image.pk): caption for image, caption in leads.items() if caption}
        album.save_row()
        album.pictures.set(leads)
        demo.place(album, demo.today - timedelta(days=entry["days_ago"]), number, views=entry["views"])
