from django.apps import AppConfig


class WatchConfig(AppConfig):
    name = "portal.watch"
    verbose_name = "Canh giữ trang"

    def ready(self):
        from publishing import audit_log

        audit_log.ACTION_LABELS |= {
            "finding_seen": "Đã xem điều bất thường",
            "host_confirmed": "Xác nhận máy chủ được dẫn tới",
        }
