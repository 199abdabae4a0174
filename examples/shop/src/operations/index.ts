import { listCustomers, listOrders, updateOrder, updateProduct } from './administration.ts';
import { getCustomer, listCustomerOrders, updateCustomer } from './customers.ts';
import { cancelOrder, createOrder, getOrder } from './orders.ts';
import { createPayment, listPayments } from './payments.ts';
import { getProduct, listProducts } from './products.ts';
import { createRefund } from './refunds.ts';
import { getRevenueReport } from './reports.ts';
import { createSession } from './sessions.ts';

/** All operations by their `operationId` in openapi.yaml. */
export const operations = {
  createSession,
  listProducts,
  getProduct,
  getCustomer,
  updateCustomer,
  listCustomerOrders,
  createOrder,
  getOrder,
  cancelOrder,
  listPayments,
  createPayment,
  listOrders,
  updateOrder,
  listCustomers,
  updateProduct,
  createRefund,
  getRevenueReport,
} as const;
