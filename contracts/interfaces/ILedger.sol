// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title The ledger of PostOffice: whose money lies here
/// @notice Credits are ERC-6909 balances; a token's id is its address as a number, 0 for the native one. Postage in escrow
/// is nobody's balance: posting from a balance burns, outcomes mint. Postage paid straight from `msg.value` or by
/// `transferFrom` makes no `Transfer` event. Zero amounts move, credit and emit nothing.
///
/// An ERC-6909 allowance is money the spender may also transfer to itself: a cap, not a purpose.
///
/// Tokens must move exactly the amount asked on the way in. On the way out the call must succeed and nothing else is
/// checked. Tokens sent here without {deposit} are lost: there is nobody who could give them back.
interface ILedger {
    /// @notice Emitted when money is paid in as a balance.
    /// @param from Who paid.
    /// @param to Whose balance rose.
    /// @param amount In the token's smallest unit.
    event Deposited(address indexed token, address indexed from, address indexed to, uint256 amount);

    /// @notice Emitted when a balance is paid out.
    /// @param owner Whose balance fell.
    /// @param to Who was paid.
    /// @param amount In the token's smallest unit.
    event Withdrawn(address indexed token, address indexed owner, address indexed to, uint256 amount);

    /// @notice Thrown when a token moved another amount than asked: it takes a fee, or does not keep its word.
    error TokenAmountMismatch(address token, uint256 expected, uint256 received);

    /// @notice Thrown when there is no contract at the token's address.
    error TokenHasNoCode(address token);

    /// @notice Thrown when the native amount sent along is not the one named, in wei.
    error ValueMismatch(uint256 expected, uint256 value);

    /// @notice Thrown when the receiver refused the native amount, in wei.
    error NativeTransferFailed(address to, uint256 amount);

    /// @notice Thrown when money would go to where nobody could ever use it: the zero address or this contract.
    error InvalidReceiver(address to);

    /// @notice Pays `amount` in and credits it to `to`.
    /// @dev Emits {Deposited} and ERC-6909's `Transfer`. Requires in this order:
    ///      - `to` is neither 0 nor this contract, else {InvalidReceiver};
    ///      - native: `msg.value == amount`; else: `msg.value == 0`, else {ValueMismatch};
    ///      - the token has code, else {TokenHasNoCode};
    ///      - the caller allows the token's transfer, else the token's own error or SafeERC20's;
    ///      - exactly `amount` arrives, else {TokenAmountMismatch}.
    function deposit(address token, address to, uint256 amount) external payable;

    /// @notice Pays `amount` of the caller's balance out to `to`. Nothing in this contract can stop it.
    /// @dev Emits {Withdrawn} and ERC-6909's `Transfer`. Requires in this order:
    ///      - `to` is neither 0 nor this contract, else {InvalidReceiver};
    ///      - the caller's balance covers it, else ERC6909InsufficientBalance;
    ///      - the transfer succeeds, else {NativeTransferFailed}, the token's own error or SafeERC20's.
    function withdraw(address token, uint256 amount, address to) external;
}
