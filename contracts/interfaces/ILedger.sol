// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISigned} from "./ISigned.sol";

/// @title The ledger of PostOffice: whose money lies here
/// @notice Credits are ERC-6909 balances; a token's id is its address as a number, 0 for the native one. Postage in escrow
/// is nobody's balance: posting from a balance burns, outcomes mint. Postage paid straight from `msg.value` or by
/// `transferFrom` makes no `Transfer` event. Nothing is moved, credited or emitted for zero amounts,
/// but by ERC-6909's own transfers, which anyone can have anyone make of nothing.
///
/// An ERC-6909 allowance is money the spender may also transfer to itself: a cap, not a purpose. A `Transfer` between two
/// accounts that its `caller` neither owns nor operates for has spent the caller's allowance; one to 0, a burn, has not:
/// where {IStamps-postFrom} spends a finite allowance, it emits `Approval` with what is left.
///
/// Tokens must move exactly the amount asked on the way in. On the way out the call must succeed and nothing else is
/// checked. Tokens sent here without {deposit} are lost: there is nobody who could give them back.
interface ILedger is ISigned {
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

    /// @notice Thrown when more than `max`, 2^192 - 1, would be paid in at once: no honest token has as much.
    error DepositTooLarge(address token, uint256 amount, uint256 max);

    /// @notice Pays `amount` in and credits it to `to`.
    /// @dev Emits {Deposited} and ERC-6909's `Transfer`. Requires in this order:
    ///      - `to` is neither 0 nor this contract, else {InvalidReceiver};
    ///      - `amount` is below 2^192, else {DepositTooLarge};
    ///      - native: `msg.value == amount`; else: `msg.value == 0`, else {ValueMismatch};
    ///      and, unless `amount` is 0:
    ///      - the token has code, else {TokenHasNoCode};
    ///      - the caller allows the token's transfer, else the token's own error or SafeERC20's;
    ///      - exactly `amount` arrives, else {TokenAmountMismatch}.
    function deposit(address token, address to, uint256 amount) external payable;

    /// @notice As {deposit}, with the caller's own ERC-2612 permit for the token. Never for the native token.
    /// @dev A permit that fails, because somebody handed it in before or the token knows none, does no harm where the
    ///      caller's allowance covers the transfer. Emits as {deposit}. Requires first that the token has code, else
    ///      {TokenHasNoCode}, then, with the permit handed in, what {deposit} requires.
    /// @param deadline Of the permit, Unix seconds.
    function depositWithPermit(
        address token,
        address to,
        uint256 amount,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external;

    /// @notice Pays in what `from` authorised by ERC-3009's `ReceiveWithAuthorization`, with this contract as its receiver
    ///         and `keccak256(abi.encode(to, salt))` as its nonce: anyone may hand it in, and only `to` is credited.
    /// @dev Emits as {deposit}, with `from` as who paid. Requires in this order:
    ///      - `to` is neither 0 nor this contract, else {InvalidReceiver};
    ///      - `amount` is below 2^192, else {DepositTooLarge};
    ///      - the token has code, else {TokenHasNoCode};
    ///      - the token takes the authorization, else its own error;
    ///      - exactly `amount` arrives, else {TokenAmountMismatch}.
    /// @param validAfter Unix seconds; valid later than this.
    /// @param validBefore Unix seconds; valid earlier than this.
    /// @param salt Any 32 bytes: another one makes another authorization.
    function depositWithAuthorization(
        address token,
        address from,
        address to,
        uint256 amount,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 salt,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external;

    /// @notice Pays `amount` of the caller's balance out to `to`. Nothing in this contract can stop it.
    /// @dev Emits {Withdrawn} and ERC-6909's `Transfer`. Requires in this order:
    ///      - `to` is neither 0 nor this contract, else {InvalidReceiver};
    ///      - the caller's balance covers it, else ERC6909InsufficientBalance;
    ///      - the transfer succeeds, else {NativeTransferFailed}, the token's own error or SafeERC20's.
    function withdraw(address token, uint256 amount, address to) external;

    /// @notice As {withdraw}, from the balance of an owner that signed
    ///         `Withdraw(address owner,address token,uint256 amount,address to,uint256 nonce,uint256 deadline)`. Anyone may.
    /// @dev Emits as {withdraw}. Uses up the owner's nonce. Requires in this order:
    ///      - `to` is neither 0 nor this contract, else {InvalidReceiver};
    ///      - `deadline` is not past, else {ISigned-SignatureHasExpired};
    ///      - the signature is the owner's, else {ISigned-InvalidSignature};
    ///      - the rest as {withdraw}.
    function withdrawFor(
        address owner,
        address token,
        uint256 amount,
        address to,
        uint256 deadline,
        bytes calldata signature
    ) external;
}
