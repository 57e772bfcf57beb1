from django.apps import AppConfig


class SecurityReportConfig(AppConfig):
    name = "portal.security_report"
    verbose_name = "Phiếu an toàn"

    def ready(self):
        from publishing.audit_log import ACTION_LABELS

        ACTION_LABELS["security_setting"] = "Đổi thiết lập an toàn"
