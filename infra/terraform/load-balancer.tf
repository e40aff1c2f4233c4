resource "aws_lb" "this" {
  name                       = var.name
  internal                   = !var.load_balancer_public
  load_balancer_type         = "application"
  subnets                    = var.load_balancer_subnet_ids
  security_groups            = [aws_security_group.load_balancer.id]
  drop_invalid_header_fields = true
  enable_deletion_protection = var.deletion_protection

  idle_timeout = local.idle_seconds
}

resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.this.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn   = var.certificate_arn

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.service.arn
  }
}

resource "aws_lb_target_group" "service" {
  name        = var.name
  port        = local.port
  protocol    = "HTTP"
  target_type = "ip"
  vpc_id      = var.vpc_id

  deregistration_delay = 30

  # Sessions of the pages are in the memory of one task. Only who has their cookie is kept there, for as long as one may last
  # (contact-status.security.login.lifetime): programs go anywhere.
  stickiness {
    type            = "app_cookie"
    cookie_name     = "contact-status-session"
    cookie_duration = 43200
  }

  # ECS replaces what is unhealthy here. Readiness goes down with DynamoDB, and a new task would not reach it either: so it
  # takes five minutes of that. Until then requests of a task that is not ready are answered with 503 by itself.
  health_check {
    port                = tostring(local.health_port)
    path                = "/actuator/health/readiness"
    matcher             = "200"
    interval            = 30
    timeout             = 10
    healthy_threshold   = 2
    unhealthy_threshold = 10
  }
}

resource "aws_security_group" "load_balancer" {
  name        = "${var.name}-load-balancer"
  description = "Clients to the load balancer"
  vpc_id      = var.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "clients" {
  for_each = toset(var.client_cidrs)

  security_group_id = aws_security_group.load_balancer.id
  description       = "HTTPS"
  cidr_ipv4         = each.value
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "to_service" {
  security_group_id            = aws_security_group.load_balancer.id
  description                  = "Requests and health checks"
  referenced_security_group_id = aws_security_group.service.id
  ip_protocol                  = "tcp"
  from_port                    = local.port
  to_port                      = local.health_port
}

resource "aws_security_group" "service" {
  name        = "${var.name}-service"
  description = "The load balancer to the tasks, and the tasks to AWS"
  vpc_id      = var.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "from_load_balancer" {
  security_group_id            = aws_security_group.service.id
  description                  = "Requests and health checks"
  referenced_security_group_id = aws_security_group.load_balancer.id
  ip_protocol                  = "tcp"
  from_port                    = local.port
  to_port                      = local.health_port
}

resource "aws_vpc_security_group_egress_rule" "to_aws" {
  security_group_id = aws_security_group.service.id
  description       = "AWS and the issuer of tokens, whose addresses nobody promises"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "to_redis" {
  count = var.live_redis == null ? 0 : 1

  security_group_id            = aws_security_group.service.id
  description                  = "Telling other tasks what changed"
  referenced_security_group_id = var.live_redis.security_group_id
  cidr_ipv4                    = var.live_redis.security_group_id == null ? "0.0.0.0/0" : null
  ip_protocol                  = "tcp"
  from_port                    = var.live_redis.port
  to_port                      = var.live_redis.port
}
